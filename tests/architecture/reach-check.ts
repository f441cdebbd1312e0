import { packageOf } from './imports.ts';
import type { SourceFile } from './imports.ts';
import { resolveOwn } from './placement.ts';
import type { Project } from './projects.ts';

/**
 * Packages (or Node modules) that are loaded as soon as `entry` is, though `isForbidden` says they must not be, each with the file that asks for it.
 * Types and `import()` do not count: neither loads anything.
 */
export function checkReach(
  projects: readonly Project[],
  files: readonly SourceFile[],
  entry: string,
  isForbidden: (specifier: string) => boolean,
): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  if (!byPath.has(entry)) return [`${entry}: no such file`];
  const seen = new Set([entry]);
  const queue = [entry];
  const findings: string[] = [];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const { specifier, typeOnly, dynamic } of byPath.get(path)?.imports ?? []) {
      if (typeOnly || dynamic) continue;
      if (isForbidden(specifier)) findings.push(`${path}: ${entry} must not load ${specifier}`);
      const target = resolveOwn(projects, path, specifier);
      if (target !== null && byPath.has(target) && !seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  }
  return findings;
}

/** Node's own modules and what only a server has. */
export function isServerOnly(specifier: string): boolean {
  return specifier.startsWith('node:') || isDatabaseOrFramework(specifier);
}

/** The database driver, the mapper and the server framework. */
export function isDatabaseOrFramework(specifier: string): boolean {
  const name = packageOf(specifier) ?? '';
  return ['typeorm', 'pg', 'graphql', 'rxjs', 'reflect-metadata'].includes(name) || /^@(nestjs|apollo|as-integrations)\//.test(name);
}
