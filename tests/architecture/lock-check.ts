import type { Manifest, Project } from './projects.ts';

/** What the checks need of package-lock.json. */
export interface LockFile {
  readonly packages: Readonly<
    Record<string, Partial<Manifest> & { readonly resolved?: string; readonly link?: boolean; readonly optional?: boolean }>
  >;
}

/** Entries that name where they were fetched from: a lock file is for every registry. */
export function checkHosts({ packages }: LockFile): string[] {
  return Object.entries(packages)
    .filter(([, entry]) => entry.link !== true && entry.resolved !== undefined)
    .map(([name]) => `${name}: names where it was fetched from`);
}

/** Optional packages of the root that the lock file left out: `npm ci` refuses such a file, or the platform goes without its PostgreSQL. */
export function checkPlatforms(rootManifest: Manifest, { packages }: LockFile): string[] {
  return Object.keys(rootManifest.optionalDependencies ?? {})
    .filter((name) => !(`node_modules/${name}` in packages))
    .map((name) => `${name}: not in the lock file`);
}

/** Projects whose package.json declares something else than the lock file knows: `npm ci` refuses that. */
export function checkLocked(projects: readonly Project[], { packages }: LockFile): string[] {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
  return projects.flatMap(({ folder, manifest }) =>
    kinds
      .filter((kind) => listed(manifest[kind]) !== listed(packages[folder]?.[kind]))
      .map((kind) => `${folder}: its ${kind} are not those in package-lock.json; run npm install`),
  );
}

const listed = (dependencies: Readonly<Record<string, string>> | undefined): string =>
  JSON.stringify(Object.entries(dependencies ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
