import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bootstrapRoles, createApplicationDatabase, DATABASE, ROLE } from '../tenancy/roles.ts';
import { clusterDirectory, openCluster, readCluster, SUPERUSER } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { Hold } from './hold.ts';
import { installedNativeDirectory, prepareBinaries } from './native-binaries.ts';
import type { NativeBinaries } from './native-binaries.ts';
import { examinePostmaster, setPidFileAside } from './postmaster-pid.ts';
import { launchPostmaster, stopPostmaster } from './postmaster.ts';
import type { ServerSettings } from './postmaster.ts';
import type { OnProgress } from './progress.ts';
import { chooseServerUser } from './server-user.ts';

/** Where and how the bundled PostgreSQL runs. */
export interface EmbeddedPostgresOptions {
  /** Holds the cluster; made if absent. One server per directory. */
  readonly directory: string;
  readonly onProgress?: OnProgress;
  /** PostgreSQL settings of the server, when it is this call that starts it. */
  readonly settings?: ServerSettings;
  /** The binaries' `native` folder; default: the installed platform package's. */
  readonly nativeDirectory?: string;
  /** How long to wait for a server that is starting or stopping elsewhere, ms; default 60,000. */
  readonly patienceMilliseconds?: number;
}

/** A running PostgreSQL of ours, and this process's share in it. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** True: it was running already (another process's, or left by one that was killed). */
  readonly adopted: boolean;
  /** The application's database as its owner: migrations. */
  readonly ownerUrl: string;
  /** The application's database as the role that owns nothing: everything else. */
  readonly appUrl: string;
  /** Connection URL of a role to a database; default: the application's. */
  url(role: 'superuser' | 'owner' | 'app', database?: string): string;
  /** Gives up this process's share and leaves the server running. */
  release(): Promise<void>;
  /** Gives up this process's share; the last to do so stops the server, cleanly. */
  stop(): Promise<void>;
}

const LAUNCH_TRIES = 5;
const PAUSE_MILLISECONDS = 50;
/** A pid file that is being written is whole within this many looks. */
const LOOKS_AT_UNREADABLE = 4;

const SILENT: OnProgress = () => undefined;

interface Joined {
  readonly hold: Hold;
  readonly port: number;
  readonly adopted: boolean;
}

/** Starts the cluster's server or joins the one that runs, whichever of several processes came first. */
async function join(cluster: Cluster, binaries: NativeBinaries, options: EmbeddedPostgresOptions): Promise<Joined> {
  const onProgress = options.onProgress ?? SILENT;
  const patience = AbortSignal.timeout(options.patienceMilliseconds ?? 60_000);
  let launches = 0;
  let unreadable = 0;
  let launched = false;
  let lately: unknown = 'nothing tried';
  while (!patience.aborted) {
    const state = await examinePostmaster(cluster.data);
    if (state.kind === 'running') {
      const hold = state.ready ? await Hold.take(cluster, state.port).catch((error: unknown) => ((lately = error), undefined)) : undefined;
      if (hold) return { hold, port: state.port, adopted: !launched };
      await pause(PAUSE_MILLISECONDS);
      continue;
    }
    if (state.kind === 'unreadable' && (unreadable += 1) < LOOKS_AT_UNREADABLE) {
      await pause(PAUSE_MILLISECONDS);
      continue;
    }
    if (state.kind === 'unreadable' || state.kind === 'foreign') {
      onProgress({
        step: 'set-aside-pid-file',
        zh: '数据目录中的 postmaster.pid 不是本库的服务进程，移开后启动',
        en: 'postmaster.pid names no server of this data directory: set aside',
      });
      await setPidFileAside(cluster.data, state.text);
      unreadable = 0;
    }
    if (launches === LAUNCH_TRIES) break;
    launches += 1;
    onProgress({ step: 'start', zh: '启动数据库', en: 'starting the database' });
    const launch = await launchPostmaster(cluster, binaries, options.settings ?? {});
    launched = launch.kind === 'ready';
    if (launch.kind === 'ended') {
      lately = launch.log;
      // Another start won, its port was taken, or the last server's sessions are still ending.
      await pause(PAUSE_MILLISECONDS * launches);
    }
  }
  throw new Error(`内置 PostgreSQL 未能启动，日志见 ${cluster.log}。\nThe bundled PostgreSQL did not start; its log is ${cluster.log}.\n${String(lately)}`, {
    cause: lately,
  });
}

async function stopIfLast(hold: Hold, cluster: Cluster, binaries: NativeBinaries): Promise<void> {
  if (await hold.giveBack()) {
    const state = await examinePostmaster(cluster.data);
    if (state.kind === 'running') await stopPostmaster(cluster, binaries, state.pid);
  }
  await hold.end();
}

/**
 * Stops the server of `directory` if one runs that no process uses: what a killed process left, or one everybody released. True: none
 * runs there any more.
 */
export async function stopUnusedPostgres(options: Pick<EmbeddedPostgresOptions, 'directory' | 'nativeDirectory'>): Promise<boolean> {
  const directory = resolve(options.directory);
  const user = await chooseServerUser(clusterDirectory(directory));
  const cluster = await readCluster(directory, user);
  if (!cluster) return true;
  const state = await examinePostmaster(cluster.data);
  if (state.kind !== 'running') return true;
  if (!state.ready) return false;
  const hold = await Hold.take(cluster, state.port);
  if (!hold) return false;
  const binaries = await prepareBinaries(options.nativeDirectory ?? installedNativeDirectory(), directory, user, SILENT);
  await stopIfLast(hold, cluster, binaries);
  return (await examinePostmaster(cluster.data)).kind !== 'running';
}

/**
 * Brings up the PostgreSQL that stands in `directory`, as root or as a plain user: initialises it the first time, starts it, or joins the
 * one that already runs there; makes the roles and the application's database. Throws with the server's own words when it cannot.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  const onProgress = options.onProgress ?? SILENT;
  await mkdir(directory, { recursive: true });
  const user = await chooseServerUser(clusterDirectory(directory));
  const binaries = await prepareBinaries(options.nativeDirectory ?? installedNativeDirectory(), directory, user, onProgress);
  const cluster = await openCluster(directory, binaries, user, onProgress);
  const { hold, port, adopted } = await join(cluster, binaries, options);
  if (adopted) onProgress({ step: 'adopt', zh: '使用已在运行的数据库', en: 'using the database that is already running' });
  const { passwords } = cluster;
  await bootstrapRoles(hold.session, { owner: passwords.owner, app: passwords.app });
  await createApplicationDatabase(hold.session, DATABASE);
  hold.unref();

  const names = { superuser: SUPERUSER, owner: ROLE.owner, app: ROLE.app };
  const url = (role: 'superuser' | 'owner' | 'app', database: string = DATABASE): string =>
    `postgres://${names[role]}:${passwords[role]}@127.0.0.1:${port}/${database}`;
  let ended: Promise<void> | undefined;
  const leave = (how: 'release' | 'stop'): Promise<void> => (ended ??= how === 'stop' ? stopIfLast(hold, cluster, binaries) : hold.end());
  return {
    port,
    adopted,
    ownerUrl: url('owner'),
    appUrl: url('app'),
    url,
    release: () => leave('release'),
    stop: () => leave('stop'),
  };
}
