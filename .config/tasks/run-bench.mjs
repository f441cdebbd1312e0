import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { serverBundle } from '../vite.server.mjs';
import { root } from './paths.mjs';

/** Bundles a benchmark from sources, as a server is bundled, and runs it in this process. */
export async function runBench(entry, name) {
  const outDir = join(root, 'node_modules/.cache', name);
  const config = serverBundle({ home: join(root, 'tests/bench'), entry: join(root, entry), manifest: join(root, 'package.json') });
  await build({ ...config, configFile: false, logLevel: 'error', build: { ...config.build, outDir, emptyOutDir: true } });
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(outDir, 'main.js')).href);
}
