import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import { compileLibrary, readLibrary } from './library.ts';
import type { Library, LibrarySources } from './library.ts';
import { policiesRoot } from './policies-root.ts';

interface Cached {
  readonly key: string;
  readonly sources: LibrarySources;
}

/** Takes from sources that were checked as a whole what one answer needs. */
export type Narrowing = (sources: LibrarySources) => LibrarySources;

/**
 * The policies that came with the program, without their cases. What was read and found in order is kept in `node_modules/.cache` for as long as
 * no file of `policies/` and nothing of the program changes: checking takes 0.2 s, which a single answer should not wait for. `narrow`: compile
 * only that much of it.
 */
export async function openCachedLibrary(
  root: string = policiesRoot(),
  narrow: Narrowing = (sources) => sources,
): Promise<Result<Library, readonly Problem[]>> {
  const file = join(root, '..', 'node_modules', '.cache', 'guicheng', 'policies.json');
  const key = keyOf(root);
  const cached = readCache(file);
  if (cached?.key === key) return compileLibrary(narrow(cached.sources));
  const read = await readLibrary(root);
  if (!read.ok) return read;
  const { policies, years, vocabulary } = read.value;
  const sources: LibrarySources = { policies: policies.map(({ policy, digest }) => ({ policy, digest })), years, vocabulary };
  const library = compileLibrary(sources);
  if (library.ok) writeCache(file, { key, sources });
  return library;
}

/** Names, sizes and times of change of the program and of everything in the folder. */
function keyOf(root: string): string {
  const program = fileURLToPath(import.meta.url);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [program, ...files]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function readCache(file: string): Cached | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Cached;
  } catch (error) {
    // Absent, or cut short by a full disk: then it is made anew.
    if (error instanceof SyntaxError || isOutOfReach(error)) return null;
    throw error;
  }
}

/** Several programs may write at once: each writes a file of its own and moves it into place. A folder that cannot be written has no cache. */
function writeCache(file: string, cached: Cached): void {
  const own = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(own, JSON.stringify(cached));
    renameSync(own, file);
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
  }
}

const outOfReach = new Set(['ENOENT', 'ENOTDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC']);
const isOutOfReach = (error: unknown): boolean => outOfReach.has((error as NodeJS.ErrnoException).code ?? '');
