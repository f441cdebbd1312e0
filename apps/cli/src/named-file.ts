import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';

/** What the file system says of a path that a person named wrongly, or may not use; anything else is a fault. */
const NAMED_WRONGLY = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENAMETOOLONG', 'ELOOP']);

/** The bytes of a file that was named on the command line; refused: `file-missing`. */
export async function readNamedFile(path: string): Promise<Result<Uint8Array, Problem>> {
  try {
    return ok(await readFile(path));
  } catch (error) {
    if (!isNamedWrongly(error)) throw error;
    return err(problem('file-missing', path, `读不到文件 ${path}。`, `${path} cannot be read.`));
  }
}

/** Writes a file that was named on the command line, its folder too; refused: `file-not-writable`. */
export async function writeNamedFile(path: string, text: string): Promise<Result<void, Problem>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return ok(await writeFile(path, text));
  } catch (error) {
    if (!isNamedWrongly(error)) throw error;
    return err(
      problem(
        'file-not-writable',
        path,
        `写不了文件 ${path}：请核对目录和权限。`,
        `${path} cannot be written: check the folder and its permissions.`,
      ),
    );
  }
}

/** Whether it is the path that is wrong, or may not be used. */
export const isNamedWrongly = (error: unknown): boolean => NAMED_WRONGLY.has(String((error as NodeJS.ErrnoException).code));
