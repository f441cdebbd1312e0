declare module '*/vite.server.mjs' {
  import type { UserConfig } from 'vite';

  /** Vite configuration of a Node program; see the file. */
  export function serverBundle(program: { home: string; entry?: string; bundle?: (string | RegExp)[] }): UserConfig;
}
