import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { bootstrapRoles, createApplicationDatabase, DATABASE, ROLE } from '../tenancy/roles.ts';
import { clusterDirectory, completePasswords, openCluster, SUPERUSER } from './cluster.ts';
import type { Cluster, Passwords } from './cluster.ts';
import { makeDataFolder } from './data-folder.ts';
import { joinServer } from './join-server.ts';
import type { Joined } from './join-server.ts';
import { KeptServer } from './kept-server.ts';
import { leaveServer } from './leave-server.ts';
import { installedNativeDirectory, prepareBinaries, ROOT_CACHE } from './native-binaries.ts';
import type { NativeBinaries } from './native-binaries.ts';
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
  /** Where the binaries are copied to when they cannot be used in place; default: `/var/cache/guicheng` for root, else `directory`. */
  readonly binariesCache?: string;
  /** Told when the server is gone and cannot be brought back: this process can use it no more. */
  readonly onLost?: (error: Error) => void;
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
  url(role: 'superuser' | 'owner' | 'app' | 'auditor' | 'backup', database?: string): string;
  /** Gives up this process's share; the last to do so stops the server, cleanly. */
  stop(): Promise<void>;
}

const REJOIN_TRIES = 4;
const PATIENCE = 60_000;
/** A server that others wait for is waited for less long before the next try. */
const PATIENCE_AFTER_LOSS = 20_000;
const SILENT: OnProgress = () => undefined;

/** Joins the server and makes the roles and the database in it; a server that is killed meanwhile is followed by the next. */
async function joinAndPrepare(
  cluster: Cluster,
  binaries: NativeBinaries,
  options: EmbeddedPostgresOptions,
  triesLeft: number,
): Promise<{ readonly joined: Joined; readonly passwords: Passwords }> {
  const { settings = {}, patienceMilliseconds = PATIENCE, onProgress = SILENT } = options;
  const joined = await joinServer(cluster, binaries, settings, patienceMilliseconds, onProgress);
  try {
    const passwords = await completePasswords(cluster, joined.hold.session);
    await bootstrapRoles(joined.hold.session, passwords);
    await createApplicationDatabase(joined.hold.session, DATABASE);
    return { joined, passwords };
  } catch (error) {
    if (await joined.hold.answers()) {
      await leaveServer(joined.hold, cluster, binaries);
      throw error;
    }
    await joined.hold.end();
    if (triesLeft === 0) throw error;
    return joinAndPrepare(cluster, binaries, options, triesLeft - 1);
  }
}

/**
 * Brings up the PostgreSQL that stands in `directory`, as root or as a plain user: initialises it the first time, starts it, or joins the
 * one that already runs there; makes the roles and the application's database. Throws with the server's own words when it cannot.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  const onProgress = options.onProgress ?? SILENT;
  // A cluster that is there may belong to another user: that is said with its reason when it is opened.
  if (!existsSync(clusterDirectory(directory))) await makeDataFolder(directory);
  const user = await chooseServerUser(clusterDirectory(directory));
  const cache = options.binariesCache ?? (user ? ROOT_CACHE : directory);
  const binaries = await prepareBinaries(options.nativeDirectory ?? installedNativeDirectory(), cache, user, onProgress);
  const cluster = await openCluster(directory, binaries, user, onProgress);
  const { joined, passwords } = await joinAndPrepare(cluster, binaries, options, REJOIN_TRIES);
  const { port, adopted } = joined;
  if (adopted) onProgress({ step: 'adopt', zh: '使用已在运行的数据库', en: 'using the database that is already running' });
  const kept = new KeptServer(cluster, binaries, joined, {
    settings: options.settings ?? {},
    patienceMilliseconds: Math.min(options.patienceMilliseconds ?? PATIENCE, PATIENCE_AFTER_LOSS),
    onProgress,
    onLost: options.onLost ?? (() => undefined),
  });

  const names = { superuser: SUPERUSER, owner: ROLE.owner, app: ROLE.app, auditor: ROLE.auditor, backup: ROLE.backup };
  const url = (role: keyof typeof names, database: string = DATABASE): string =>
    `postgres://${names[role]}:${passwords[role]}@127.0.0.1:${port}/${database}`;
  let left: Promise<void> | undefined;
  return {
    port,
    adopted,
    ownerUrl: url('owner'),
    appUrl: url('app'),
    url,
    stop: () => (left ??= kept.leave()),
  };
}
