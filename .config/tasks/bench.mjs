import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { serverBundle } from '../vite.server.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { root } from './paths.mjs';

/** `npm run bench [-- --json]`: measures the built programs, so builds them and the benchmark first. */
for (const app of ['api', 'cli']) ensureBuilt(app, () => process.stderr.write(`building apps/${app} …\n`));
const outDir = join(root, 'node_modules/.cache/guicheng-bench');
const config = serverBundle({
  home: join(root, 'tests/bench'),
  entry: join(root, 'tests/bench/main.ts'),
  manifest: join(root, 'package.json'),
});
await build({ ...config, configFile: false, logLevel: 'error', build: { ...config.build, outDir, emptyOutDir: true } });
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(outDir, 'main.js')).href);
