import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './workspace-root.ts';

/** A run of the built worker. */
export interface WorkerRun {
  readonly child: ChildProcess;
  /** Resolves when it is at work; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves with its exit code; null: a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts the built worker in a process of its own. */
export function runBuiltWorker(environment: Record<string, string>): WorkerRun {
  const program = join(workspaceRoot(), 'apps/worker/dist/main.js');
  if (!existsSync(program)) throw new Error('apps/worker is not built: npm run build');
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A test that ran out of time leaves nothing running.
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('close', () => process.off('exit', end));
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('the worker is at work')) resolve();
    });
    void ended.then((code) => reject(new Error(`the worker ended with ${code}: ${said}`)));
  });
  ready.catch(() => undefined);
  return { child, ready, ended };
}
