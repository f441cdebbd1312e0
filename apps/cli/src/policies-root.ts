import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The `policies/` folder that came with the program: the nearest one above this file. Throws when there is none. */
export function policiesRoot(): string {
  const found = above(dirname(fileURLToPath(import.meta.url)), (folder) => join(folder, 'policies'));
  if (found === null) throw new Error('no policies/ folder above the program');
  return found;
}

/** The policies folder that a pack lies in, by its vocabulary; the program's own when it lies in none. */
export function policiesRootOf(directory: string): string {
  return above(directory, (folder) => folder) ?? policiesRoot();
}

function above(start: string, candidate: (folder: string) => string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = candidate(folder);
    if (existsSync(join(path, 'vocabulary', 'facts.json'))) return path;
    if (dirname(folder) === folder) return null;
  }
}
