import { dirname, join, normalize } from 'node:path/posix';
import { packageOf } from './imports.ts';
import type { Project } from './projects.ts';

/** The project a file belongs to; null for files that belong to none (tests/, migrations/). */
export function projectOf(projects: readonly Project[], path: string): Project | null {
  return projects.find((project) => path.startsWith(`${project.folder}/`)) ?? null;
}

/** Path from the root that a relative specifier of the file names; null: not relative. */
export function relativeTarget(path: string, specifier: string): string | null {
  return specifier.startsWith('.') ? normalize(join(dirname(path), specifier.replace(/\?.*$/, ''))) : null;
}

/** The source file that a specifier names, if it is one of ours: a relative path, or a library's exported entry. */
export function resolveOwn(projects: readonly Project[], path: string, specifier: string): string | null {
  const relative = relativeTarget(path, specifier);
  if (relative !== null) return relative;
  const name = packageOf(specifier);
  const project = projects.find((one) => one.name === name);
  if (project === undefined) return null;
  const entry = project.manifest.exports?.[`.${specifier.slice(project.name.length)}`]?.['guicheng-source'];
  return entry === undefined ? null : normalize(join(project.folder, entry));
}
