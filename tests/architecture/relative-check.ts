import type { SourceFile } from './imports.ts';
import { relativeCrossings } from './layers.ts';
import { projectOf, relativeTarget } from './placement.ts';
import type { Project } from './projects.ts';

/** Relative imports that leave their project (the exceptions stand in the table of layers). */
export function checkRelative(projects: readonly Project[], files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const home = projectOf(projects, file.path)?.folder ?? topFolder(file.path);
    const allowed = [home, ...(relativeCrossings[home] ?? [])];
    return file.imports.flatMap(({ specifier }) => {
      const target = relativeTarget(file.path, specifier);
      if (target === null || allowed.some((folder) => target === folder || target.startsWith(`${folder}/`))) return [];
      return [`${file.path}: the relative import ${specifier} leaves ${home}`];
    });
  });
}

function topFolder(path: string): string {
  return path.slice(0, path.indexOf('/'));
}
