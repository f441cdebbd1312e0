import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './workspace-root.ts';

/** The server as it is delivered; `npm test` and `npm run bench` build it first. */
export const SERVER = join(workspaceRoot(), 'apps/api/dist/main.js');

/** A run of the built server. */
export interface Run {
  readonly child: ChildProcess;
  /** When its process was started, `performance.now()`. */
  readonly started: number;
  /** What it has said to people so far. */
  said(): string;
  /** What it has logged so far. */
  logged(): string;
  /** Resolves with its address when it answers; rejects when it ends before. */
  readonly ready: Promise<string>;
  /** Resolves with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts the built server in a process of its own, on a free port. */
export function runServer(environment: Record<string, string>): Run {
  if (!existsSync(SERVER)) throw new Error('apps/api is not built: npm run build');
  const started = performance.now();
  const child = spawn(process.execPath, [SERVER], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that ran out of time leaves nothing running.
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
  let said = '';
  let logged = '';
  child.stdout.on('data', (chunk: Buffer) => (logged += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const address = /(http:\/\/\S+?)\/graphiql/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  ready.catch(() => undefined);
  return { child, started, said: () => said, logged: () => logged, ready, ended };
}

/** Asks over HTTP. */
export async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
