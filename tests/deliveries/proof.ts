import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tenantPasses } from '@guicheng/application';
import { Database, migrate, startEmbeddedPostgres } from '@guicheng/persistence';
import { Client } from 'pg';
import { runServer } from '../server/built-server.ts';
import type { Belongings } from './belongings.ts';
import { commit, openDistricts } from './committing.ts';
import { startFailingReceiver } from './failing-receiver.ts';
import type { ProofOptions } from './options.ts';
import { committedIn, inHandOfTheDead, waitingIn } from './tables.ts';
import { verdictOf, type Verdict } from './verdict.ts';
import { LEASE, spawnWorker } from './worker-process.ts';

/** Without a single attempt for so long, ms, the proof has failed: more than the lease of a worker that died. */
const PATIENCE = LEASE * 5;

/** A database, two servers, two workers and a receiver; one worker dies half way. `program`: this program's file; `say`: told how far it is. */
export async function prove(options: ProofOptions, program: string, belongings: Belongings, say: (text: string) => void): Promise<Verdict> {
  const directory = await mkdtemp(join(tmpdir(), 'guicheng-deliveries-'));
  belongings.keep(() => rm(directory, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  belongings.keep(() => postgres.stop());
  await migrate(postgres.ownerUrl);
  const looking = new Client({ connectionString: postgres.url('superuser') });
  await looking.connect();
  belongings.keep(() => looking.end());
  const receiver = await startFailingReceiver(options.seed);
  belongings.keep(() => receiver.close());

  const secretKey = randomBytes(32).toString('hex');
  const environment = {
    ...{ DATABASE_URL: postgres.appUrl, SECRET_KEY: secretKey, WORKER: 'outside', OUTBOUND_ALLOWED: '127.0.0.1' },
    ...{ CALLER_POINTS_PER_MINUTE: '0', LOG_LEVEL: 'error', DATA_DIRECTORY: directory },
  };
  const servers = [runServer(environment), runServer(environment)];
  for (const { child, ended } of servers)
    belongings.keep(async () => {
      child.kill('SIGKILL');
      await ended;
    });
  const urls = await Promise.all(servers.map(({ ready }) => ready));
  const startWorker = async () => {
    const child = await spawnWorker(program, { databaseUrl: postgres.appUrl, secretKey });
    belongings.keep(() => child.kill('SIGKILL'));
    return child;
  };
  const workers = [await startWorker(), await startWorker()];
  say('两个服务进程、两个后台进程已启动 two servers and two workers are up');

  const database = await Database.connect(postgres.appUrl, { poolSize: 2, passOf: tenantPasses(Buffer.from(secretKey, 'hex')) });
  belongings.keep(() => database.close());
  const committers = await openDistricts(database, urls, receiver.url);

  /** Ends one worker as a power cut does, when half of all is delivered, and starts another in its place. */
  const accident = async (): Promise<void> => {
    while (receiver.taken.size < options.events / 2) await pause(20);
    workers[1]!.kill('SIGKILL');
    await once(workers[1]!, 'exit');
    // Those who live let go of what they have within this time.
    await pause(1_000);
    say(`kill -9：一个后台进程，手头 ${await inHandOfTheDead(looking, LEASE)} 件 one worker, with so many deliveries in hand`);
    workers[1] = await startWorker();
    say('后台进程已重新启动 the worker was started again');
  };
  let done = 0;
  const told = setInterval(
    () => say(`已提交 committed ${done}，已送达 delivered ${receiver.taken.size}，尝试 attempts ${receiver.attempts()}`),
    5_000,
  );
  belongings.keep(() => clearInterval(told));
  const accidentDone = accident();
  await Promise.all([
    commit(committers, options.events, () => (done += 1)),
    Promise.race([accidentDone, stalled(receiver.attempts, () => done)]),
  ]);
  await Promise.race([settled(looking), stalled(receiver.attempts, () => done)]);
  say(`尝试 attempts ${receiver.attempts()}，其中失败 failed ${receiver.failed()}`);
  for (const child of workers) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  return verdictOf(await committedIn(looking), receiver.taken);
}

/** Resolves when nothing is to be relayed or delivered any more. */
async function settled(looking: Client): Promise<void> {
  while ((await waitingIn(looking)) > 0) await pause(200);
}

/** Resolves when neither an attempt nor a mutation was made for too long: the verdict shows what is missing. */
async function stalled(...counters: readonly (() => number)[]): Promise<void> {
  let last = '';
  for (let since = performance.now(); performance.now() - since < PATIENCE; await pause(500)) {
    const now = counters.map((counter) => counter()).join();
    if (now !== last) since = performance.now();
    last = now;
  }
}
