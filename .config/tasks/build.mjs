import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { entryMark, stampFile } from './ensure-built.mjs';
import { bundledApps, root, viteConfigOf } from './paths.mjs';
import { stampOf } from './stamp.mjs';

/** A chunk that no build of the last day wrote belongs to no running process that could still load it. */
const chunkLifetimeMs = 24 * 60 * 60 * 1000;

/**
 * `node .config/tasks/build.mjs [--quiet] [app…]`: bundles the apps (default: all that have a Vite configuration).
 *
 * Two builds may run at once: each writes to a folder of its own and then moves the files, chunks first (their names carry their
 * contents), entry points after, the stamp last, so that whoever starts in between finds a whole program, old or new.
 */
async function buildApp(app, quiet) {
  const stamp = stampOf(app);
  const home = join(root, 'apps', app);
  const scratch = join(home, `dist.${process.pid}`);
  const { build } = await import('vite');
  try {
    await build({
      configFile: viteConfigOf(app),
      root: home,
      logLevel: quiet ? 'error' : 'warn',
      build: { outDir: scratch, emptyOutDir: true },
    });
    const mark = entryMark(scratch);
    publish(scratch, join(home, 'dist'));
    const file = `${stampFile(app)}.${process.pid}`;
    writeFileSync(file, `${stamp} ${mark}`);
    renameSync(file, stampFile(app));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function publish(scratch, dist) {
  const files = filesOf(scratch);
  const isEntry = (path) => !path.includes('/');
  for (const path of [...files.filter((path) => !isEntry(path)), ...files.filter(isEntry)]) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    renameSync(join(scratch, path), join(dist, path));
  }
  const current = new Set([...files, '.stamp']);
  for (const path of filesOf(dist)) {
    if (!current.has(path) && Date.now() - statSync(join(dist, path)).mtimeMs > chunkLifetimeMs) rmSync(join(dist, path), { force: true });
  }
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

const { values, positionals } = parseArgs({ options: { quiet: { type: 'boolean', default: false } }, allowPositionals: true });
for (const app of positionals.length > 0 ? positionals : bundledApps()) {
  if (viteConfigOf(app) === null) throw new Error(`apps/${app} has no vite.config`);
  const started = performance.now();
  if (!values.quiet) process.stdout.write(`构建 building apps/${app} … `);
  await buildApp(app, values.quiet);
  if (!values.quiet) process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
