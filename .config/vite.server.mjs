import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

/** Libraries are taken from source; npm packages stay outside the bundle. */
const conditions = ['guicheng-source', 'node', 'import', 'module', 'default'];

/**
 * Vite configuration of a Node program: `dist/main.js` plus hashed chunks in `dist/chunks/`.
 * `home`: absolute folder of the app; `bundle`: npm packages to take into the bundle (fewer files to open at start);
 * `manifest`: the package.json that gives the version.
 */
export function serverBundle({ home, entry = 'src/main.ts', bundle = [], manifest = join(home, 'package.json') }) {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return defineConfig({
    root: home,
    publicDir: false,
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions }, noExternal: [/^@guicheng\//, ...bundle] },
    define: { __GUICHENG_VERSION__: JSON.stringify(version) },
    build: {
      ssr: entry,
      target: 'node20',
      sourcemap: true,
      minify: false,
      outDir: 'dist',
      rollupOptions: {
        output: { format: 'es', entryFileNames: 'main.js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
}
