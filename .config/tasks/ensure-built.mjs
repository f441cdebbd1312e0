import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { stampOf } from './stamp.mjs';

/** Where an app's stamp of the last build stands. */
export const stampFile = (app) => join(root, 'apps', app, 'dist', '.stamp');

/** Identifies one build's entry point: two builds of different sources that publish at once could leave the one's entry beside the other's stamp. */
export const entryMark = (folder) => statSync(join(folder, 'main.js')).mtimeMs;

/** True when the app's `dist` was built from the sources as they are. A deployment without sources is always fresh. */
export function isFresh(app) {
  if (!existsSync(join(root, 'apps', app, 'src'))) return true;
  try {
    return readFileSync(stampFile(app), 'utf8') === `${stampOf(app)} ${entryMark(join(root, 'apps', app, 'dist'))}`;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Builds the app when its `dist` is missing or stale; the bundler runs in a process of its own and speaks on standard error only when it fails. */
export function ensureBuilt(app, announce = () => {}) {
  if (isFresh(app)) return;
  announce(app);
  const built = spawnSync(process.execPath, [join(root, '.config/tasks/build.mjs'), '--quiet', app], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) throw new BuildFailed(app);
}

/** The bundler refused the sources; it has said why on standard error. */
export class BuildFailed extends Error {
  constructor(app) {
    super(`apps/${app}: build failed`);
    this.name = 'BuildFailed';
  }
}
