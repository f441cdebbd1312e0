import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import type { NativeBinaries } from './native-binaries.ts';
import { examinePostmaster, isAlive } from './postmaster-pid.ts';
import { portFor } from './server-port.ts';
import { dataDirectoryArgument, runAsServer, serverSpawnOptions } from './run-as-server.ts';

/** Starting a server is measured in tens of milliseconds. */
const POLL_MILLISECONDS = 10;
/** The log starts anew beyond this size. */
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

/** PostgreSQL settings, name -> value, as on its command line. */
export type ServerSettings = Readonly<Record<string, string>>;

/** How a launch ended: the server answers on `port`, or it ended by itself and said why. */
export type Launch = { readonly kind: 'ready' } | { readonly kind: 'ended'; readonly log: string };

/**
 * Starts a server on the cluster and waits until it is ready or has ended. It gets its own session (Ctrl-C in our terminal does not reach
 * it) and none of our pipes (it never keeps a waiting reader of our output). Of two on one cluster PostgreSQL lets one live.
 */
export async function launchPostmaster(cluster: Cluster, binaries: NativeBinaries, settings: ServerSettings): Promise<Launch> {
  const log = await open(cluster.log, 'a+', 0o600);
  try {
    if (cluster.user) await log.chown(cluster.user.uid, cluster.user.gid);
    if ((await log.stat()).size > LOG_LIMIT_BYTES) await log.truncate();
    const from = (await log.stat()).size;
    const here = dataDirectoryArgument(cluster.data, cluster.user);
    const all = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port: String(await portFor(cluster.data)),
      timezone: 'UTC',
      ...settings,
    };
    const child = spawn(binaries.postgres, ['-D', here, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
      ...serverSpawnOptions(cluster.user, cluster.data),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(child, 'spawn');
    child.unref();
    while (child.exitCode === null && child.signalCode === null) {
      const state = await examinePostmaster(cluster.data);
      if (state.kind === 'running' && state.pid === child.pid && state.ready) return { kind: 'ready' };
      await pause(POLL_MILLISECONDS);
    }
    const { size } = await log.stat();
    const said = Buffer.alloc(Math.max(0, size - from));
    await log.read(said, 0, said.length, from);
    return { kind: 'ended', log: said.toString('utf8').trim() };
  } finally {
    await log.close();
  }
}

/** Fast shutdown: sessions are ended, everything is written, the server goes. Resolves when it is gone. */
export async function stopPostmaster(cluster: Cluster, binaries: NativeBinaries, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    // A signal would end it without a checkpoint there.
    await runAsServer(binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast', '-w'], undefined);
    return;
  }
  process.kill(pid, 'SIGINT');
  for (;;) {
    const state = await examinePostmaster(cluster.data);
    if (state.kind !== 'running' || state.pid !== pid || !isAlive(pid)) return;
    await pause(POLL_MILLISECONDS);
  }
}
