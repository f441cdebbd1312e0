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

/** Gives a share back and stops the server if it was the last. */
export async function leaveServer(hold: Hold, cluster: Cluster, binaries: NativeBinaries): Promise<void> {
  if (hold.isKept) {
    try {
      return await giveBackAndStop(hold, cluster, binaries);
    } catch (error) {
      if (await hold.answers()) throw error;
    }
  }
  // Our session was ended from outside: ask the server that runs now, if one does.
  await hold.end();
  const state = await examinePostmaster(cluster.data);
  const again = state.kind === 'running' && state.ready ? await Hold.take(cluster, state.port) : undefined;
  if (again) await giveBackAndStop(again, cluster, binaries);
}
