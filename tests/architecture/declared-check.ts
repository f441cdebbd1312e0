import { packageOf } from './imports.ts';
import type { SourceFile } from './imports.ts';
import { isSpec } from './layer-check.ts';
import { testOnlyLayer } from './layers.ts';
import { projectOf } from './placement.ts';
import type { Manifest, Project } from './projects.ts';

/**
 * Imports of packages that the importing project's own package.json does not declare. Tests and tools may also use what the root declares, and
 * tests the test-only layer: it stands on most libraries, so declaring it would make the project graph go round.
 */
export function checkDeclared(projects: readonly Project[], rootManifest: Manifest, files: readonly SourceFile[]): string[] {
  const own = new Set(projects.map((project) => project.name));
  const testOnly = projects.filter((project) => project.layer === testOnlyLayer).map((project) => project.name);
  const everywhere = new Set([
    ...namesOf(rootManifest.dependencies, rootManifest.devDependencies, rootManifest.optionalDependencies),
    ...testOnly,
  ]);
  return files.flatMap((file) => {
    const project = projectOf(projects, file.path);
    const declared = project === null ? new Set([...everywhere, ...own]) : declaredBy(project, file.path, everywhere);
    return file.imports.flatMap(({ specifier }) => {
      const name = packageOf(specifier);
      if (name === null || declared.has(name) || name === project?.name) return [];
      return [`${file.path}: imports ${name}, which ${project?.folder ?? 'the root'}/package.json does not declare`];
    });
  });
}

function declaredBy({ folder, manifest }: Project, path: string, everywhere: ReadonlySet<string>): ReadonlySet<string> {
  const runtime = namesOf(manifest.dependencies, manifest.optionalDependencies);
  const isTool = isSpec(path) || !path.startsWith(`${folder}/src/`);
  return isTool ? new Set([...runtime, ...namesOf(manifest.devDependencies), ...everywhere]) : runtime;
}

function namesOf(...lists: readonly (Readonly<Record<string, string>> | undefined)[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => Object.keys(list ?? {})));
}

/** npm packages that a project declares in another version than the root's package.json pins. */
export function checkVersions(projects: readonly Project[], rootManifest: Manifest): string[] {
  const own = new Set(projects.map((project) => project.name));
  const pinned = { ...rootManifest.optionalDependencies, ...rootManifest.devDependencies, ...rootManifest.dependencies };
  return projects.flatMap(({ folder, manifest }) =>
    Object.entries({ ...manifest.devDependencies, ...manifest.optionalDependencies, ...manifest.dependencies }).flatMap(
      ([name, version]) => {
        const wanted = own.has(name) ? '*' : pinned[name];
        return version === wanted ? [] : [`${folder}/package.json: ${name} is ${version}; the root pins ${wanted ?? 'no version of it'}`];
      },
    ),
  );
}
