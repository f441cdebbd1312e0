import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { err, ok } from '@guicheng/kernel';
import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';

/** Folders that hold a pack.json, at or below each of the paths, in the order given and then by name. A path with none is a problem. */
export async function findPacks(paths: readonly string[]): Promise<Result<string[], Problem[]>> {
  const found = await Promise.all(paths.map(async (path) => ({ path, packs: await packsBelow(resolve(path)) })));
  const empty = found.filter(({ packs }) => packs.length === 0);
  return empty.length > 0
    ? err(
        empty.map(({ path }) => ({
          code: 'no-pack',
          pointer: path,
          zh: `${path} 中没有政策包（pack.json）。`,
          en: `${path} holds no pack (pack.json).`,
        })),
      )
    : ok(found.flatMap(({ packs }) => packs));
}

async function packsBelow(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found?.isDirectory() !== true) return [];
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.some((entry) => entry.name === 'pack.json')) return [path];
  const below = await Promise.all(
    entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules').map((entry) => packsBelow(join(path, entry.name))),
  );
  return below.flat().sort();
}
