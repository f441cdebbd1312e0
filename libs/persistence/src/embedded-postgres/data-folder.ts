import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A folder that no database can be put into; its operator can name another. */
export class FolderUnusable extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
    cause: unknown,
  ) {
    super(`${zh}\n${en}`, { cause });
    this.name = 'FolderUnusable';
  }
}

/** What the system says, in words; ENOENT: a file system such as /proc takes no folders. */
const REASONS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  EACCES: { zh: '没有写入权限', en: 'it may not be written' },
  EPERM: { zh: '没有写入权限', en: 'it may not be written' },
  EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
  ENOENT: { zh: '该文件系统不能建立目录', en: 'no folder can be made on that file system' },
  ENOTDIR: { zh: '路径中有文件，不是目录', en: 'a file stands in the path' },
  EEXIST: { zh: '该处是文件，不是目录', en: 'a file stands there' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  ELOOP: { zh: '路径中有指向自身的链接', en: 'a link in the path leads to itself' },
  ENAMETOOLONG: { zh: '路径过长', en: 'the path is too long' },
};

const refuse = (folder: string, error: unknown): never => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code] : undefined;
  if (reason === undefined) throw error;
  throw new FolderUnusable(
    `数据目录 ${folder} 不可用：${reason.zh}（${code}）。请把 DATA_DIRECTORY 设为可写的目录。`,
    `The data folder ${folder} cannot be used: ${reason.en} (${code}). Set DATA_DIRECTORY to a folder that can be written.`,
    error,
  );
};

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

/** One folder after the other: Node's own recursive way never ends where a folder can neither be found nor made, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  await mkdir(folder).catch(async (error: NodeJS.ErrnoException) => {
    // Another start made it meanwhile.
    if (error.code !== 'EEXIST' || !(await isFolder(folder))) throw error;
  });
}

/** Makes the folder where it is absent, and makes sure that something can be put into it. Throws `FolderUnusable`. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await rmdir(await mkdtemp(join(folder, 'probe-')));
  } catch (error) {
    refuse(folder, error);
  }
}
