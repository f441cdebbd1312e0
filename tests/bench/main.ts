import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceRoot } from '../server/workspace-root.ts';
import { AS_BARE_APOLLO, serveBareApollo, startBareApollo } from './bare-apollo.ts';
import { startBenchServer } from './bench-server.ts';
import { benchEngine } from './engine-bench.ts';
import { figure, tableOf } from './figures.ts';
import type { Figure } from './figures.ts';
import { benchHttp } from './http-bench.ts';
import { benchMutation } from './mutation-bench.ts';
import { benchCommand } from './process-bench.ts';

const STARTS = 5;

/** Start-up with a database that exists, memory at rest and after load, and the load itself. */
async function benchServer(): Promise<{ http: Figure[]; server: Figure[] }> {
  const data = await mkdtemp(join(tmpdir(), 'guicheng-bench-'));
  try {
    const first = await startBenchServer(data);
    await first.stop();
    const starts: number[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      const server = await startBenchServer(data);
      starts.push(server.startMs);
      await server.stop();
    }
    const server = await startBenchServer(data);
    const bare = await startBareApollo(import.meta.url);
    try {
      const rest = await server.memory();
      const http = await benchHttp(server.url, bare.url);
      const loaded = await server.memory();
      return {
        http,
        server: [
          figure('first start, database made', 'ms', [first.startMs]),
          figure('start, database there', 'ms', starts),
          figure('memory at rest, without PostgreSQL', 'MiB', [rest]),
          figure('memory after load', 'MiB', [loaded]),
        ],
      };
    } finally {
      await bare.stop();
      await server.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const root = workspaceRoot();
  const engine = await benchEngine();
  const command = await benchCommand(root);
  const mutation = await benchMutation();
  const { http, server } = await benchServer();
  const machine = { node: process.version, cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown' };

  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ machine, engine, command, mutation, http, server }, null, 2)}\n`);
  } else {
    process.stdout.write(
      [
        `Node ${machine.node}, ${machine.cores} cores (${machine.processor}); medians, least – most; ratios by round\n`,
        tableOf('engine, yangpu/2023-10 routing, determined cases', engine),
        tableOf('command line', command),
        tableOf('mutation, database on disk', mutation),
        tableOf('server over HTTP', http),
        tableOf('server process', server),
      ].join('\n'),
    );
  }
}

if (process.argv.includes(AS_BARE_APOLLO)) await serveBareApollo();
else await main();
