import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { Hold } from './hold.ts';
import type { NativeBinaries } from './native-binaries.ts';
import { examinePostmaster, setPidFileAside } from './postmaster-pid.ts';
import { launchPostmaster } from './postmaster.ts';
import type { ServerSettings } from './postmaster.ts';
import type { OnProgress } from './progress.ts';

/** A share in a running server. */
export interface Joined {
  readonly hold: Hold;
  readonly port: number;
  /** It ran already. */
  readonly adopted: boolean;
}

/** A launch fails when another start won, its port was taken, or the last server's sessions are still ending. */
const LAUNCH_TRIES = 5;
const PAUSE_MILLISECONDS = 50;
/** A pid file that is being written is whole within this many looks. */
const LOOKS_AT_UNREADABLE = 4;

/** Starts the cluster's server, or joins the one that runs or is being started elsewhere. Throws with the server's words when neither works. */
export async function joinServer(
  cluster: Cluster,
  binaries: NativeBinaries,
  settings: ServerSettings,
  patienceMilliseconds: number,
  onProgress: OnProgress,
): Promise<Joined> {
  const patience = AbortSignal.timeout(patienceMilliseconds);
  let launches = 0;
  let unreadable = 0;
  let launched = false;
  let lately: unknown = 'another process is starting or stopping it';
  while (!patience.aborted) {
    const state = await examinePostmaster(cluster.data);
    if (state.kind === 'running') {
      const hold = state.ready ? await Hold.take(cluster, state.port).catch((error: unknown) => void (lately = error)) : undefined;
      if (hold) return { hold, port: state.port, adopted: !launched };
      await pause(PAUSE_MILLISECONDS);
      continue;
    }
    if (state.kind === 'unreadable' && (unreadable += 1) < LOOKS_AT_UNREADABLE) {
      await pause(PAUSE_MILLISECONDS);
      continue;
    }
    if (launches === LAUNCH_TRIES) break;
    if (state.kind === 'unreadable' || state.kind === 'foreign') {
      onProgress({
        step: 'set-aside-pid-file',
        zh: '数据目录中的 postmaster.pid 所指并非本库的服务进程，移开后启动',
        en: 'postmaster.pid names no server of this data directory: set aside',
      });
      await setPidFileAside(cluster.data, state.text);
      unreadable = 0;
    }
    launches += 1;
    onProgress({ step: 'start', zh: '启动数据库', en: 'starting the database' });
    const launch = await launchPostmaster(cluster, binaries, settings);
    launched = launch.kind === 'ready';
    if (launch.kind === 'ended') {
      lately = launch.log;
      await pause(PAUSE_MILLISECONDS * launches);
    }
  }
  throw new Error(
    `内置 PostgreSQL 未能启动，日志见 ${cluster.log}。\nThe bundled PostgreSQL did not start; its log is ${cluster.log}.\n${String(lately)}`,
    { cause: lately },
  );
}
