import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tenantPasses } from '@guicheng/application';
import { Database } from '@guicheng/persistence';
import { Client } from 'pg';
import type { Belongings } from './belongings.ts';
import { commit, openDistricts, type Load } from './committing.ts';
import { deploy } from './deployment.ts';
import { startFailingReceiver } from './failing-receiver.ts';
import { committedIn, passPauses, waitingIn } from './tables.ts';
import { upheaval } from './upheaval.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** Without a single attempt and a single mutation for so long, ms, the proof has failed: more than a dead worker's lease and a sweep. */
const PATIENCE = 100_000;
/** How often pauses between attempts are let pass, ms. */
const PASSING = 500;

/** A PostgreSQL, as its roles reach it. */
export interface ProofDatabase {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
}

/** What is to be proven, and how. */
export interface ProofParts {
  readonly on: ProofDatabase;
  /** Mutations, of one event each, at least. */
  readonly events: number;
  readonly seed: number;
  /** Mutations at once. */
  readonly clients: number;
  readonly policiesDirectory?: string;
  /** Told how far it is. */
  readonly say: (text: string) => void;
}

/** One PostgreSQL, two built servers, two built workers and a receiver; a worker dies and every process is restarted while mutations go on. */
export async function prove({ on, events, seed, clients, policiesDirectory, say }: ProofParts, belongings: Belongings): Promise<Verdict> {
  const directory = await mkdtemp(join(tmpdir(), 'guicheng-deliveries-'));
  belongings.keep(() => rm(directory, { recursive: true, force: true }));
  const looking = new Client({ connectionString: on.superuserUrl });
  await looking.connect();
  belongings.keep(() => looking.end());
  const receiver = await startFailingReceiver(seed);
  belongings.keep(() => receiver.close());

  const secretKey = randomBytes(32).toString('hex');
  const deployment = await deploy(
    { DATABASE_URL: on.appUrl, SECRET_KEY: secretKey, OUTBOUND_ALLOWED: '127.0.0.1', LOG_LEVEL: 'error', DATA_DIRECTORY: directory },
    {
      // Both start at once, on an empty database as well: one migrates, both serve.
      ...{ OWNER_DATABASE_URL: on.ownerUrl, WORKER: 'outside', CALLER_POINTS_PER_MINUTE: '0', DRAIN_DELAY_SECONDS: '1' },
      ...(policiesDirectory === undefined ? {} : { POLICIES_DIRECTORY: policiesDirectory }),
    },
    belongings,
  );
  say('两个服务进程、两个后台进程已启动 two servers and two workers are up');
  const database = await Database.connect(on.appUrl, { poolSize: 2, passOf: tenantPasses(Buffer.from(secretKey, 'hex')) });
  belongings.keep(() => database.close());
  const committers = await openDistricts(database, deployment.balancer, receiver.url);

  const load: Load = { acknowledged: 0, failed: 0 };
  const told = setInterval(
    () => say(`已提交 committed ${load.acknowledged}，已送达 delivered ${receiver.taken.size}，尝试 attempts ${receiver.attempts()}`),
    5_000,
  );
  belongings.keep(() => clearInterval(told));
  let isEnding = false;
  const time = passing(looking, () => isEnding);
  belongings.keep(() => ((isEnding = true), time));
  const stalled = stall(() => `${load.acknowledged} ${load.failed} ${receiver.attempts()}`);
  let isCalm = false;
  const shaken = upheaval({ deployment, looking, progress: () => receiver.taken.size / events, say }).finally(() => (isCalm = true));
  const loaded = commit(committers, clients, load, () => isEnding || (load.acknowledged >= events && isCalm));
  await Promise.race([Promise.all([loaded, shaken]), stalled]);
  await Promise.race([settled(looking), stalled]);
  say(`尝试 attempts ${receiver.attempts()}，其中失败 failed ${receiver.failed()}；请求失败 failed requests ${load.failed}`);
  isEnding = true;
  await Promise.all([loaded, time]);
  await deployment.stop();
  return verdictOf(await committedIn(looking), receiver.taken, load);
}

/** The attempts of a delivery are spread over three days; here the pauses between them pass at once. */
async function passing(looking: Client, isEnding: () => boolean): Promise<void> {
  while (!isEnding()) {
    await passPauses(looking);
    await pause(PASSING);
  }
}

/** Resolves when nothing is to be relayed or delivered any more. */
async function settled(looking: Client): Promise<void> {
  while ((await waitingIn(looking)) > 0) await pause(200);
}

/** Resolves when nothing happened for too long: the verdict shows what is missing. */
async function stall(happened: () => string): Promise<void> {
  let last = '';
  for (let since = performance.now(); performance.now() - since < PATIENCE;) {
    await pause(500, undefined, { ref: false });
    const now = happened();
    if (now !== last) since = performance.now();
    last = now;
  }
}
