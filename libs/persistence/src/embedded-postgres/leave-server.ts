import type { Cluster } from './cluster.ts';
import { Hold } from './hold.ts';
import type { NativeBinaries } from './native-binaries.ts';
import { examinePostmaster } from './postmaster-pid.ts';
import { stopPostmaster } from './postmaster.ts';

async function giveBackAndStop(hold: Hold, cluster: Cluster, binaries: NativeBinaries): Promise<void> {
  if (await hold.giveBack()) {
    const state = await examinePostmaster(cluster.data);
    if (state.kind === 'running') await stopPostmaster(cluster, binaries, state.pid);
  }
  await hold.end();
}

/** Stops the cluster's server unless a process holds a share in it. True: none runs any more. */
export async function stopIfUnused(cluster: Cluster, binaries: NativeBinaries): Promise<boolean> {
  const state = await examinePostmaster(cluster.data);
  if (state.kind !== 'running') return true;
  const hold = state.ready ? await Hold.take(cluster, state.port) : undefined;
  if (!hold) return false;
  await giveBackAndStop(hold, cluster, binaries);
  return (await examinePostmaster(cluster.data)).kind !== 'running';
}

/** Gives a share back and stops the server if it was the last. */
export async function leaveServer(hold: Hold, cluster: Cluster, binaries: NativeBinaries): Promise<void> {
  if (hold.isKept) return giveBackAndStop(hold, cluster, binaries);
  await hold.end();
  await stopIfUnused(cluster, binaries);
}
