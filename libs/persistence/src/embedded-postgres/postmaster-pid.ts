import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { link, readFile, readlink, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What `postmaster.pid` of a data directory says, checked against the processes that run. */
export type PostmasterState =
  | { readonly kind: 'absent' }
  /** The process it names has ended: PostgreSQL itself takes the file over. */
  | { readonly kind: 'dead' }
  /** Not what PostgreSQL writes, or not yet whole. */
  | { readonly kind: 'unreadable'; readonly text: string }
  /** The process it names lives and is no server of this data directory: its number was given again. */
  | { readonly kind: 'foreign'; readonly text: string; readonly pid: number }
  | { readonly kind: 'running'; readonly pid: number; readonly port: number; readonly ready: boolean };

/** Whether a process with this number exists; one of another user counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a living process is a PostgreSQL that works in this data directory. */
async function servesDirectory(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'win32') return true; // not told apart: a start then waits, and gives up with the reason
  if (process.platform !== 'linux') {
    const command = await new Promise<string>((resolve) => {
      execFile('ps', ['-p', String(pid), '-o', 'command='], (_error, stdout) => resolve(stdout));
    });
    return command.includes('postgres') && command.includes(data);
  }
  const [cwd, name] = await Promise.all([
    // Unreadable: another user's process, or one that has ended and was not waited for.
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
  ]);
  return name.trim() === 'postgres' && cwd === (await realpath(data));
}

const pidFile = (data: string): string => join(data, 'postmaster.pid');

/** Reads and judges `postmaster.pid`. Lines: pid, data directory, start, port, socket directory, address, memory key, status. */
export async function examinePostmaster(data: string): Promise<PostmasterState> {
  const text = await readFile(pidFile(data), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { kind: 'absent' };
  const lines = text.split('\n').map((line) => line.trim());
  // A negative number is a single-user server.
  if (!/^-?[1-9]\d{0,9}$/.test(lines[0] ?? '') || !/^\d{1,5}$/.test(lines[3] ?? '')) return { kind: 'unreadable', text };
  const pid = Math.abs(Number(lines[0]));
  if (!isAlive(pid)) return { kind: 'dead' };
  if (!(await servesDirectory(pid, data))) return { kind: 'foreign', text, pid };
  return { kind: 'running', pid, port: Number(lines[3]), ready: lines[7] === 'ready' };
}

/**
 * Takes a pid file out of the way that was judged wrong, and only that one: if a server has written its own in the meantime, it is put
 * back. Should two starts still meet here, PostgreSQL's shared memory, whose key is the data directory's inode, admits one server.
 */
export async function setPidFileAside(data: string, judged: string): Promise<void> {
  const aside = join(data, `postmaster.pid.aside-${randomBytes(6).toString('hex')}`);
  try {
    await rename(pidFile(data), aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const text = await readFile(aside, 'utf8');
  if (text !== judged) {
    await link(aside, pidFile(data)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  await rm(aside);
}
