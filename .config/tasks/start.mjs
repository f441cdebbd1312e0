import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildFailed, ensureBuilt } from './ensure-built.mjs';
import { bundledApps, root } from './paths.mjs';

/** `npm start`: builds what changed, then becomes the server (same process, so that Ctrl-C and signals reach it alone). */
const entry = join(root, 'apps/api/dist/main.js');
try {
  for (const app of bundledApps().filter((name) => name !== 'cli')) {
    ensureBuilt(app, () => process.stderr.write(`构建 building apps/${app} …\n`));
  }
} catch (error) {
  if (!(error instanceof BuildFailed)) throw error;
  process.stderr.write(`构建失败 build failed: ${error.message}\n`);
  process.exit(1);
}
if (!existsSync(entry)) {
  process.stderr.write('没有服务程序 no server to start: apps/api/dist/main.js\n');
  process.exit(1);
}
process.setSourceMapsEnabled(true);
await import(pathToFileURL(entry).href);
