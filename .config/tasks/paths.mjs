import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the workspace, without a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

const configNames = ['vite.config.mjs', 'vite.config.ts'];

/** The app's Vite configuration, absolute; null: this app is not bundled. */
export function viteConfigOf(app) {
  return configNames.map((name) => join(root, 'apps', app, name)).find((path) => existsSync(path)) ?? null;
}

/** Names of the apps that are bundled, in alphabetical order. */
export function bundledApps() {
  return readdirSync(join(root, 'apps'))
    .filter((app) => viteConfigOf(app) !== null)
    .sort();
}
