import { readFile } from 'node:fs/promises';
import { runServer } from '../server/built-server.ts';

/** A server run from its built files, to be measured. */
export interface BenchServer {
  readonly url: string;
  /** From the start of the process to the first answer of `/readyz`, ms. */
  readonly startMs: number;
  /** Memory of the process now, MiB; not counting PostgreSQL. */
  readonly memory: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Starts the built server with its own PostgreSQL in `dataDirectory`, and waits until it is ready. */
export async function startBenchServer(dataDirectory: string): Promise<BenchServer> {
  const run = runServer({ DATA_DIRECTORY: dataDirectory, LOG_LEVEL: 'error' });
  const url = await run.ready;
  const ready = await fetch(`${url}/readyz`);
  if (!ready.ok) throw new Error(`the server is not ready: ${await ready.text()}`);
  return {
    url,
    startMs: performance.now() - run.started,
    memory: () => residentMemory(run.child.pid ?? 0),
    stop: async () => {
      run.child.kill('SIGTERM');
      await run.ended;
    },
  };
}

/** Resident set of a process, MiB, from Linux's /proc; NaN elsewhere. */
export async function residentMemory(pid: number): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
