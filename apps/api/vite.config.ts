import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';
import { build, mergeConfig } from 'vite';
import type { Plugin } from 'vite';
import { serverBundle } from '../../.config/vite.server.mjs';
import graphiql from './vite.graphiql.config.ts';

const home = fileURLToPath(new URL('.', import.meta.url));

/** Builds the GraphiQL page into the server's output folder, whatever folder that is. */
function graphiqlPage(): Plugin {
  let outDir = '';
  let logLevel: 'error' | 'warn' | 'info' | 'silent' = 'warn';
  return {
    name: 'guicheng-graphiql-page',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
      logLevel = config.logLevel ?? 'warn';
    },
    async closeBundle() {
      await build({ ...graphiql, configFile: false, logLevel, build: { ...graphiql.build, outDir: join(outDir, 'graphiql') } });
    },
  };
}

export default mergeConfig(serverBundle({ home }), { plugins: [graphiqlPage()] });
