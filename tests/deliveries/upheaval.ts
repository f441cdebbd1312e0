import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Deployment } from './deployment.ts';
import { inHand, passLeases } from './tables.ts';

/** What the upheaval is told and tells. */
export interface UpheavalParts {
  readonly deployment: Deployment;
  readonly looking: Client;
  /** From 0 to 1: how much of all is delivered. */
  readonly progress: () => number;
  readonly say: (text: string) => void;
}

/** Those who live write down what they have in hand within this time, ms. */
const WRITTEN_DOWN = 1_000;

/** While the load goes on: one worker is killed with what it has in hand, and replaced; every other process is restarted, a server and a worker at a time. */
export async function upheaval({ deployment, looking, progress, say }: UpheavalParts): Promise<void> {
  const reach = async (share: number): Promise<void> => {
    while (progress() < share) await pause(20);
  };
  const kill = async (): Promise<void> => {
    await deployment.killWorker(1);
    const then = await inHand(looking);
    await pause(WRITTEN_DOWN);
    say(`kill -9：一个后台进程，手头 ${await passLeases(looking, then)} 件 one worker, with so many deliveries in hand`);
    await deployment.replaceWorker(1);
    say('后台进程 2 已重新启动 worker 2 was started again');
  };
  const restartServer = async (index: number): Promise<void> => {
    await deployment.restartServer(index);
    say(`服务进程 ${index + 1} 已重启 server ${index + 1} was restarted`);
  };
  const restartWorker = async (index: number): Promise<void> => {
    await deployment.restartWorker(index);
    say(`后台进程 ${index + 1} 已重启 worker ${index + 1} was restarted`);
  };
  await reach(0.2);
  await Promise.all([kill(), restartServer(0)]);
  await reach(0.6);
  await Promise.all([restartWorker(0).then(() => restartWorker(1)), restartServer(1)]);
  while (!deployment.haveAllAnswered()) await pause(20);
}
