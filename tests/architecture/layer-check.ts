import { packageOf } from './imports.ts';
import type { SourceFile } from './imports.ts';
import { allowedLayers, testOnlyLayer } from './layers.ts';
import { projectOf } from './placement.ts';
import type { Edge, Project } from './projects.ts';

/** Dependencies between projects that the table of layers does not allow. A test-only layer may stand under `devDependencies`. */
export function checkLayers(projects: readonly Project[], edges: readonly Edge[]): string[] {
  const byName = new Map(projects.map((project) => [project.name, project]));
  const untagged = projects
    .filter((one) => one.layer === null || !(one.layer in allowedLayers))
    .map((one) => `${one.folder}: its layer tag is missing or unknown`);
  const wrong = edges.flatMap(({ source, target }) => {
    const from = byName.get(source);
    const to = byName.get(target);
    if (from === undefined || to === undefined) return [`${source} -> ${target}: not projects of this workspace`];
    if (to.layer === testOnlyLayer && !(target in (from.manifest.dependencies ?? {}))) return [];
    return isAllowed(from.layer, to.layer) ? [] : [`${source} -> ${target}: ${from.layer} may not import ${to.layer}`];
  });
  return [...untagged, ...wrong];
}

/** Imports of our own projects, file by file, that the table does not allow; `testing` is for spec files. */
export function checkSourceLayers(projects: readonly Project[], files: readonly SourceFile[]): string[] {
  const byName = new Map(projects.map((project) => [project.name, project]));
  return files.flatMap((file) => {
    const from = projectOf(projects, file.path);
    if (from === null) return [];
    return file.imports.flatMap(({ specifier }) => {
      const to = byName.get(packageOf(specifier) ?? '');
      if (to === undefined || to === from) return [];
      if (to.layer === testOnlyLayer) return isSpec(file.path) ? [] : [`${file.path}: only spec files may import ${specifier}`];
      return isAllowed(from.layer, to.layer) ? [] : [`${file.path}: ${from.layer} may not import ${to.layer} (${specifier})`];
    });
  });
}

/** A test, or something that only tests read. */
export function isSpec(path: string): boolean {
  return /\.spec\.tsx?$/.test(path);
}

function isAllowed(from: string | null, to: string | null): boolean {
  return from !== null && to !== null && (allowedLayers[from] ?? []).includes(to);
}
