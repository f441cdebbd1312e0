import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Client } from 'pg';
import { CATALOG_LOCK } from '../tenancy/roles.ts';
import type { RolePasswords } from '../tenancy/roles.ts';
import type { NativeBinaries } from './native-binaries.ts';
import { isAlive } from './postmaster-pid.ts';
import type { OnProgress } from './progress.ts';
import { dataDirectoryArgument, runAsServer } from './run-as-server.ts';
import type { ServerUser } from './server-user.ts';

/** Random passwords of the roles that log in; kept in the cluster, mode 0600. */
export interface Passwords extends RolePasswords {
  readonly superuser: string;
}

/** One initialised PostgreSQL on disk. */
export interface Cluster {
  readonly data: string;
  readonly log: string;
  /** As they were made with the cluster: one made before a role was thought of lacks that role's. */
  readonly passwords: Pick<Passwords, 'superuser'> & Partial<Passwords>;
  /** Whom root drops to; undefined: ourselves. */
  readonly user: ServerUser | undefined;
}

/** The role initdb creates; only the launcher uses it. */
export const SUPERUSER = 'guicheng_superuser';

/** Everything of the server stands in here and belongs to its user, so that no parent directory needs to be opened for it. */
export const clusterDirectory = (directory: string): string => join(directory, 'cluster');

const WORK = /^initialising-(\d+)-/;

const passwordsFile = (home: string): string => join(home, 'passwords.json');

async function readCluster(directory: string, user: ServerUser | undefined): Promise<Cluster | undefined> {
  const home = clusterDirectory(directory);
  const text = await readFile(passwordsFile(home), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(
      `无法读取 ${home}：该数据目录属于另一用户，请以该用户或 root 启动。\n` +
        `Cannot read ${home}: the data directory belongs to another user; start as that user or as root.`,
      { cause: error },
    );
  });
  if (text === undefined) return undefined;
  return { data: join(home, 'data'), log: join(home, 'server.log'), passwords: JSON.parse(text) as Cluster['passwords'], user };
}

async function writePrivate(path: string, text: string, user: ServerUser | undefined): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  if (user) await file.chown(user.uid, user.gid);
  await file.sync();
  await file.close();
}

async function makePrivate(path: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (user) await chown(path, user.uid, user.gid);
}

/** Removes what starts left that were killed while they initialised. */
async function sweep(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = WORK.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(directory, name), { recursive: true, force: true });
  }
}

const password = (): string => randomBytes(24).toString('base64url');

const newPasswords = (): RolePasswords => ({ owner: password(), app: password(), auditor: password(), backup: password() });

async function fill(work: string, binaries: NativeBinaries, user: ServerUser | undefined): Promise<void> {
  const data = join(work, 'data');
  const passwords: Passwords = { superuser: password(), ...newPasswords() };
  await makePrivate(work, user);
  await makePrivate(data, user);
  await writePrivate(passwordsFile(work), JSON.stringify(passwords), user);
  await writePrivate(join(work, 'initial'), `${passwords.superuser}\n`, user);
  const here = dataDirectoryArgument(data, user);
  const result = await runAsServer(
    binaries.initdb,
    [
      `--pgdata=${here}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${here}/../initial`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    user,
    data,
  );
  if (!result.succeeded) throw new Error(`initdb: ${result.complaint}`);
  await rm(join(work, 'initial'));
}

/**
 * The cluster in `directory`, initialised if there is none. It is made aside and renamed into place whole: a start that is killed
 * leaves none, and of several at once the first to finish wins. Throws when the directory belongs to another user.
 */
export async function openCluster(
  directory: string,
  binaries: NativeBinaries,
  user: ServerUser | undefined,
  onProgress: OnProgress,
): Promise<Cluster> {
  const existing = await readCluster(directory, user);
  if (existing) return existing;
  onProgress({ step: 'initialise', zh: `在 ${directory} 初始化数据库`, en: `initialising a database in ${directory}` });
  await sweep(directory);
  const work = join(directory, `initialising-${process.pid}-${randomBytes(6).toString('hex')}`);
  try {
    await fill(work, binaries, user);
    await rename(work, clusterDirectory(directory)).catch((error: NodeJS.ErrnoException) => {
      // Another start finished first. Windows says EPERM.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const made = await readCluster(directory, user);
  if (!made) throw new Error(`no database in ${directory} after it was initialised`);
  return made;
}

/**
 * All passwords of the cluster; those of roles that are younger than it are made and written first, whole or not at all. The session, the superuser's, holds a
 * lock meanwhile: of several starts at once one makes them.
 */
export async function completePasswords({ user, data }: Cluster, session: Client): Promise<Passwords> {
  const home = dirname(data);
  await session.query('select pg_advisory_lock($1)', [CATALOG_LOCK]);
  try {
    const held = JSON.parse(await readFile(passwordsFile(home), 'utf8')) as Cluster['passwords'];
    const all: Passwords = { ...newPasswords(), ...held };
    if (Object.keys(all).length > Object.keys(held).length) {
      const written = join(home, `passwords-${process.pid}-${randomBytes(6).toString('hex')}.json`);
      await writePrivate(written, JSON.stringify(all), user);
      await rename(written, passwordsFile(home));
    }
    return all;
  } finally {
    await session.query('select pg_advisory_unlock($1)', [CATALOG_LOCK]);
  }
}
