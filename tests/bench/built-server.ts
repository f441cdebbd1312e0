import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer } from 'node:net';

/** A server run from its built files. */
export interface BuiltServer {
  readonly url: string;
  /** From the start of the process to the first answer of `/readyz`, ms. */
  readonly startMs: number;
  /** Memory of the process now, MiB; not counting PostgreSQL. */
  readonly memory: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 120_000;

/** Starts `apps/api/dist/main.js` on a free port, with its own PostgreSQL in `dataDirectory`, and waits until it is ready. */
export async function startBuiltServer(root: string, dataDirectory: string): Promise<BuiltServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATA_DIRECTORY: dataDirectory, LOG_LEVEL: 'error' };
  for (const name of ['DATABASE_URL', 'OWNER_DATABASE_URL', 'POLICIES_DIRECTORY']) delete environment[name as keyof typeof environment];
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, 'apps/api/dist/main.js')], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const exited = once(child, 'exit');
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${said.join('')}`);
    if (performance.now() - started > PATIENCE_MS) {
      child.kill('SIGKILL');
      throw new Error(`the server is not ready after ${PATIENCE_MS} ms: ${said.join('')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return {
    url,
    startMs: performance.now() - started,
    memory: () => residentMemory(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}

/** Resident set of a process, MiB, from Linux's /proc; NaN elsewhere. */
export async function residentMemory(pid: number): Promise<number> {
  if (process.platform !== 'linux') return Number.NaN;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
