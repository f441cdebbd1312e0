import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { allowedNetworks, httpOutbound, RETRY_SCHEDULE, secretBox, startWorker, tenantPasses } from '@guicheng/application';
import { systemClock } from '@guicheng/api/process';
import { Database } from '@guicheng/persistence';

/** Makes the proof's program a worker instead. */
export const AS_WORKER = '--as-worker';

/** ms: longer than an attempt can take (10 s), so that only the dead lose what they have in hand. */
export const LEASE = 12_000;

/** As many attempts as in service, days of pauses as seconds. */
const SCHEDULE = RETRY_SCHEDULE.map((_, attempt) => Math.min(attempt, 5) * 200);

/** What a worker process is told. */
export interface WorkerSettings {
  readonly databaseUrl: string;
  /** Hexadecimal. */
  readonly secretKey: string;
}

/** Starts a worker in a process of its own, and waits until it is at work. */
export async function spawnWorker(program: string, { databaseUrl, secretKey }: WorkerSettings): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', program, AS_WORKER], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: databaseUrl, SECRET_KEY: secretKey },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (first !== 'at work') throw new Error(`a worker ended with ${String(first)}`);
  return child;
}

/** The worker as `apps/worker` runs it, but for the schedule, the lease and how often it looks for what is due: those are days and minutes there. */
export async function beWorker(): Promise<void> {
  const key = Buffer.from(process.env['SECRET_KEY'] ?? '', 'hex');
  const database = await Database.connect(process.env['DATABASE_URL'] ?? '', { passOf: tenantPasses(key) });
  const worker = await startWorker({
    database,
    clock: systemClock,
    random: randomBytes,
    secrets: secretBox(key, randomBytes),
    outbound: httpOutbound({
      resolve: () => Promise.reject(new Error('no names here')),
      allowed: allowedNetworks(['127.0.0.1'])!,
      clock: systemClock,
    }),
    districts: () => database.tenants(),
    onFault: (error, doing) => process.stderr.write(`后台进程 worker, ${doing}: ${String(error)}\n`),
    schedule: SCHEDULE,
    lease: LEASE,
    poll: 100,
    sweepEvery: 2_000,
  });
  const stop = async (): Promise<void> => {
    await worker.stop();
    await database.close();
    process.exit();
  };
  process.once('SIGTERM', () => void stop());
  // Whoever started it is gone.
  process.once('disconnect', () => process.exit(1));
  process.send?.('at work');
}
