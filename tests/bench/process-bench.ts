import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { residentMemory } from './bench-server.ts';
import { figure } from './figures.ts';
import type { Figure } from './figures.ts';
import { smallProject } from './small-project.ts';

const STARTS = 9;
const LINES = 100_000;

/** What the command line takes: one answer from start to end, and a long batch. */
export async function benchCommand(root: string): Promise<Figure[]> {
  const bin = join(root, 'apps/cli/bin/guicheng.mjs');
  const one = [
    bin,
    'decide',
    '--district',
    'yangpu',
    '--question',
    'routing',
    '--as-of',
    '2024-03-18',
    '--json',
    'constructionAmountYuan=999999.99',
  ];
  await timed(one);
  const starts: number[] = [];
  for (let start = 0; start < STARTS; start += 1) starts.push(await timed(one));
  const batch = await runBatch([bin, 'decide', '--batch']);
  return [
    figure('guicheng decide, start to end', 'ms', starts),
    figure(`guicheng decide --batch, ${LINES.toLocaleString('en-US')} lines`, 'decisions/s', [batch.rate]),
    figure('guicheng decide --batch, most memory seen', 'MiB', [batch.memory]),
  ];
}

async function timed(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`guicheng ended with ${status}`);
  return performance.now() - started;
}

async function runBatch(args: readonly string[]): Promise<{ rate: number; memory: number }> {
  const request = `${JSON.stringify({ id: 'x', district: 'yangpu', question: 'routing', asOf: '2024-03-18', facts: smallProject })}\n`;
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let answers = 0;
  let memory = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 0x0a) answers += 1;
  });
  const exited = once(child, 'exit');
  const block = request.repeat(1000);
  for (let sent = 0; sent < LINES; sent += 1000) {
    if (!child.stdin.write(block)) await once(child.stdin, 'drain');
    memory = Math.max(memory, await residentMemory(child.pid ?? 0));
  }
  child.stdin.end();
  await exited;
  const elapsed = performance.now() - started;
  if (answers !== LINES) throw new Error(`${answers} answers to ${LINES} lines`);
  return { rate: (LINES * 1000) / elapsed, memory };
}
