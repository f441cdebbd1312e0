import { randomBytes } from 'node:crypto';
import { chmod, constants, copyFile, lstat, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { restoreLinks } from './native-links.ts';
import type { OnProgress } from './progress.ts';

/** A folder nobody but us can have written to: another user may have put one of that name there first. */
async function isOurs(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
}

/** Copies so that everyone can read, and run what its owner can run, whatever the rights there: an install under umask 077 allows neither. */
async function copyOpen(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyOpen(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, (await lstat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
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
    await copyOpen(native, work);
    await restoreLinks(work);
    await rename(work, copy);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    // Another start finished its copy first.
    if (!(await isOurs(copy))) throw error;
  }
  return copy;
}
