import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the workspace. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What the checks need of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, { readonly 'guicheng-source'?: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** A project of the workspace as Nx sees it. */
export interface Project {
  readonly name: string;
  /** Folder from the root, e.g. `libs/kernel`. */
  readonly folder: string;
  /** From its `layer:` tag; null: the tag is missing. */
  readonly layer: string | null;
  readonly manifest: Manifest;
}

/** A dependency between two of our projects, from their package.json files. */
export interface Edge {
  readonly source: string;
  readonly target: string;
}

interface NxGraph {
  readonly graph: {
    readonly nodes: Readonly<Record<string, { readonly data: { readonly root: string; readonly tags: readonly string[] } }>>;
    readonly dependencies: Readonly<Record<string, readonly Edge[]>>;
  };
}

/** Reads a package.json; `folder` from the root, `''` is the root's own. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}

/** Asks Nx for the project graph. Takes about two seconds; in a process of its own, because Nx keeps state. */
export function readWorkspace(): { readonly projects: readonly Project[]; readonly edges: readonly Edge[] } {
  const folder = mkdtempSync(join(tmpdir(), 'guicheng-graph-'));
  try {
    const file = join(folder, 'graph.json');
    execFileSync(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), 'graph', `--file=${file}`], {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: join(folder, 'data') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { graph } = JSON.parse(readFileSync(file, 'utf8')) as NxGraph;
    const projects = Object.entries(graph.nodes).map(([name, { data }]) => ({
      name,
      folder: data.root,
      layer: data.tags.find((tag) => tag.startsWith('layer:'))?.slice('layer:'.length) ?? null,
      manifest: readManifest(data.root),
    }));
    const edges = Object.values(graph.dependencies)
      .flat()
      .filter((edge) => edge.target in graph.nodes);
    return { projects, edges };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const skipped = new Set(['node_modules', 'dist', 'coverage']);

/** Every source file below the folders, as paths from the root. */
export function sourceFiles(folders: readonly string[] = ['apps', 'libs', 'migrations', 'tests']): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith('dist.') ? [] : sourceFiles([path]);
      return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
    }),
  );
}
