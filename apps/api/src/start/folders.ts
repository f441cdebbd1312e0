import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartRefused } from './start-refused.ts';

/** The nearest folder above this program that holds `policies/`; undefined: there is none. */
const home = (): string | undefined => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'policies', 'vocabulary', 'facts.json'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
};

/** Where things are on disk. */
export interface Folders {
  readonly policies: string;
  readonly data: string;
}

/** The configured folders, or those that came with the program. */
export const foldersOf = (configured: { readonly policiesDirectory: string | null; readonly dataDirectory: string | null }): Folders => {
  const root = home();
  const policies = configured.policiesDirectory ?? (root === undefined ? undefined : join(root, 'policies'));
  if (policies === undefined || !existsSync(join(policies, 'vocabulary')))
    throw new StartRefused('找不到 policies 目录：请设置 POLICIES_DIRECTORY。', 'There is no policies folder: set POLICIES_DIRECTORY.', []);
  return { policies: resolve(policies), data: resolve(configured.dataDirectory ?? join(root ?? '.', '.guicheng')) };
};
