import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The GraphiQL page with everything it needs: scripts, styles, fonts and workers are files of this server. */
export default defineConfig({
  root: fileURLToPath(new URL('graphiql', import.meta.url)),
  base: '/graphiql/',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    outDir: '../dist/graphiql',
    emptyOutDir: true,
    chunkSizeWarningLimit: 5000,
    rollupOptions: {
      // "use client" in React packages means nothing in a page without server components.
      onLog: (level, log, report) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : report(level, log)),
    },
  },
});
