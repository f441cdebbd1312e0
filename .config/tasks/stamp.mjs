import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const skippedFolders = new Set(['node_modules', 'dist', 'coverage']);
const skippedFiles = /\.spec\.tsx?$|\.md$/;

/**
 * What an app is built from: every file of the app, of the libraries and of the build's own configuration.
 * Sizes and times of change stand for contents: a stale stamp costs one build, and reading nothing keeps a start without changes fast.
 */
export function stampOf(app) {
  const hash = createHash('sha256');
  hash.update(`node ${process.versions.node.split('.')[0]}\n`);
  for (const folder of [`apps/${app}`, 'libs', 'migrations', '.config']) addFolder(hash, folder);
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.base.json']) addFile(hash, file);
  return hash.digest('hex').slice(0, 32);
}

function addFolder(hash, folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !entry.name.startsWith('dist.')) addFolder(hash, path);
    } else if (!skippedFiles.test(entry.name)) {
      addFile(hash, path);
    }
  }
}

function addFile(hash, path) {
  const { size, mtimeMs } = statSync(join(root, path), { throwIfNoEntry: false }) ?? { size: -1, mtimeMs: 0 };
  hash.update(`${path} ${size} ${mtimeMs}\n`);
}
