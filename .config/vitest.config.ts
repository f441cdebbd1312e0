import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Libraries are consumed from source through this export condition; decorators compile from the project's tsconfig.json. vitest hands these
 * conditions to Node for packages that stay outside: `import` or `module` among them would send a package's own require() to its ES module.
 */
const conditions = ['guicheng-source', 'node'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  // Node reads graphql's CommonJS file for everyone; vite would take its `module` file for our sources, and two copies refuse each other's types.
  resolve: { conditions, alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'tests/**/*.spec.ts'],
    server: { deps: { inline: [/@guicheng\//] } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Vitest leaves one core free, which on two cores is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
