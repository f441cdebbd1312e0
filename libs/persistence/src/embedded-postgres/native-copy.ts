import { randomBytes } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { restoreLinks } from './native-links.ts';
import type { OnProgress } from './progress.ts';

/** A folder nobody but us can have written to: another user may have put one of that name there first. */
async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
}

/** Lets everyone read what is there, and run what its owner can run: an install under umask 077 allows neither. */
async function openForReading(path: string): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  await chmod(path, (found.mode & 0o700) | 0o044 | (found.mode & 0o100 ? 0o011 : 0));
  if (!found.isDirectory()) return;
  for (const entry of await readdir(path)) await openForReading(join(path, entry));
}

/** Copies the binaries to `<cache>/<name>`, once for all starts; about 60 MB. Several starts at once end with one copy. */
export async function copyNative(native: string, cache: string, name: string, onProgress: OnProgress): Promise<string> {
  const copy = join(cache, name);
  if (await isOurs(copy)) return copy;
  onProgress({
    step: 'copy-binaries',
    zh: `复制 PostgreSQL 程序到 ${copy}（原位置对服务用户不可读）`,
    en: `copying PostgreSQL to ${copy} (its user cannot use it where it is installed)`,
  });
  const first = await mkdir(cache, { recursive: true });
  if (first !== undefined) await chmod(cache, 0o755);
  const work = join(cache, `copying-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await cp(native, work, { recursive: true, verbatimSymlinks: true });
    await restoreLinks(work);
    await openForReading(work);
    await rename(work, copy);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    // Another start finished its copy first.
    if (!(await isOurs(copy))) throw error;
  }
  return copy;
}
