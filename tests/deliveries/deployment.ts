import { runServer, type Run } from '../server/built-server.ts';
import { runBuiltWorker, type WorkerRun } from '../server/built-worker.ts';
import { Balancer, type Upstream } from './balancer.ts';
import type { Belongings } from './belongings.ts';

interface Server {
  readonly run: Run;
  readonly upstream: Upstream;
}

/** Two built servers behind a balancer, and two built workers. */
export interface Deployment {
  readonly balancer: Balancer;
  /** Whether each server that runs now has answered something. */
  haveAllAnswered(): boolean;
  /** Ends a server as an operator does, and starts another in its place. Throws when it does not end well, or had nothing to do. */
  restartServer(index: number): Promise<void>;
  restartWorker(index: number): Promise<void>;
  /** Ends a worker as a power cut does. */
  killWorker(index: number): Promise<void>;
  /** Starts another in the place of one that is dead. */
  replaceWorker(index: number): Promise<void>;
  /** Ends all as an operator does. Throws when one does not end well. */
  stop(): Promise<void>;
}

const endWell = async ({ child, ended }: Run | WorkerRun): Promise<void> => {
  child.kill('SIGTERM');
  const code = await ended;
  if (code !== 0) throw new Error(`a process ended with ${code}`);
};

/** Starts the deployment: the servers at once, and the workers when they answer. */
export async function deploy(
  settings: Record<string, string>,
  ofServers: Record<string, string>,
  belongings: Belongings,
): Promise<Deployment> {
  const balancer = new Balancer();
  belongings.keep(() => balancer.close());
  const kept = <T extends Run | WorkerRun>(run: T): T => {
    belongings.keep(async () => {
      run.child.kill('SIGKILL');
      await run.ended;
    });
    return run;
  };
  const startServer = async (): Promise<Server> => {
    const run = kept(runServer({ ...settings, ...ofServers }));
    return { run, upstream: balancer.add(await run.ready) };
  };
  const startWorker = async (): Promise<WorkerRun> => {
    const run = kept(runBuiltWorker(settings));
    await run.ready;
    return run;
  };
  const endServer = async ({ run, upstream }: Server): Promise<void> => {
    await endWell(run);
    balancer.remove(upstream);
    if (upstream.answered === 0) throw new Error('a server had nothing to do');
  };
  const servers = await Promise.all([startServer(), startServer()]);
  const workers = await Promise.all([startWorker(), startWorker()]);
  return {
    balancer,
    haveAllAnswered: () => servers.every(({ upstream }) => upstream.answered > 0),
    restartServer: async (index) => {
      await endServer(servers[index]!);
      servers[index] = await startServer();
    },
    restartWorker: async (index) => {
      await endWell(workers[index]!);
      workers[index] = await startWorker();
    },
    killWorker: async (index) => {
      workers[index]!.child.kill('SIGKILL');
      await workers[index]!.ended;
    },
    replaceWorker: async (index) => {
      workers[index] = await startWorker();
    },
    stop: async () => {
      await Promise.all([...servers.map(endServer), ...workers.map(endWell)]);
    },
  };
}
