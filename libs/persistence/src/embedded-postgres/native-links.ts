import { access, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** One link of `pg-symlinks.json`: the file and the link to it, as paths from the package's folder. */
interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Recreates the library links that the package lists and that an install without scripts leaves out (`npm ci --ignore-scripts`).
 * Throws as `symlink` does where the folder cannot be written.
 */
export async function restoreLinks(native: string): Promise<void> {
  // Absent on Windows, whose package needs none.
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = join(native, relative('native', target));
    const present = await access(link).then(
      () => true,
      () => false,
    );
    if (present) continue;
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      // Another start restored it at the same time.
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
