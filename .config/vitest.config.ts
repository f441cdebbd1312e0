import { defineConfig } from 'vitest/config';

/** Libraries are consumed from source through this export condition; decorators compile from tsconfig. */
const conditions = ['guicheng-source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['libs/**/*.spec.ts', 'apps/**/*.spec.ts', 'tests/**/*.spec.ts'],
    server: { deps: { inline: [/@guicheng\//] } },
    testTimeout: 30_000,
  },
});
