import PgBoss from 'pg-boss';
import { prepared } from '../../prepared-statements.ts';
import type { DataSource, EntityManager } from 'typeorm';
import type { Job, JobData, JobDraft, QueueName } from './job.ts';

/** Jobs of all districts, on pg-boss. A job that is lost loses nothing: what is due stands in the tables, see `Worker`. */
export interface JobQueue {
  /** Checks that the schema is the one this program knows, and from then on gives what dead workers had to others. Throws when it is another. */
  start(onError: (error: Error) => void): Promise<void>;
  /** Takes at most `count` jobs that are due. */
  take(queue: QueueName, count: number): Promise<Job[]>;
  complete(queue: QueueName, jobs: readonly Job[]): Promise<void>;
  /** Gives a job back, to be done again in some seconds. */
  giveBack(queue: QueueName, jobs: readonly Job[]): Promise<void>;
  /** Gives what dead workers had to others now, and forgets what is done; runs by itself every half minute. */
  supervise(): Promise<void>;
  /** Ends the supervision; what is in hand is the caller's business. */
  stop(): Promise<void>;
}

/** How often, s, workers are looked for that died with a job in hand. */
const SUPERVISION_SECONDS = 30;

const idsOf = (jobs: readonly Job[]): string[] => jobs.map(({ jobId }) => jobId);

/** What pg-boss takes for an answer: TypeORM gives [rows, count] for an update or deletion, rows otherwise, and nothing for several statements. */
const answerOf = (answer: unknown): { rows: unknown[] } => {
  if (!Array.isArray(answer)) return { rows: [] };
  return { rows: Array.isArray(answer[0]) && typeof answer[1] === 'number' ? (answer[0] as unknown[]) : (answer as unknown[]) };
};

/** Through a transaction of ours. */
const within = (manager: EntityManager): PgBoss.Db => ({
  // One text, that of the jobs of one transaction.
  executeSql: async (text, values) => answerOf(await manager.query(prepared('enqueue', text), values ?? [])),
});

/** Through a connection of the pool. pg-boss opens transactions within one text: one that broke is ended before another may have the connection. */
const pooled = (source: DataSource): PgBoss.Db => ({
  executeSql: async (text, values) => {
    const runner = source.createQueryRunner();
    try {
      return answerOf(await runner.query(text, values ?? []));
    } catch (error) {
      await runner.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  },
});

const bossOn = (source: DataSource): PgBoss =>
  new PgBoss({
    db: pooled(source),
    schema: 'pgboss',
    migrate: false,
    schedule: false,
    supervise: true,
    maintenanceIntervalSeconds: SUPERVISION_SECONDS,
    // What was done is of no more use: the outcome stands in our tables.
    archiveCompletedAfterSeconds: 120,
    archiveFailedAfterSeconds: 86_400,
    deleteAfterHours: 24,
  });

/** The queue of a connected database. */
export const jobQueue = (source: DataSource): JobQueue => {
  const boss = bossOn(source);
  return {
    start: async (onError) => {
      boss.on('error', onError);
      await boss.start();
    },
    take: async (queue, count) => (await boss.fetch<JobData>(queue, { batchSize: count })).map(({ id, data }) => ({ jobId: id, ...data })),
    complete: async (queue, jobs) => {
      if (jobs.length > 0) await boss.complete(queue, idsOf(jobs));
    },
    giveBack: async (queue, jobs) => {
      if (jobs.length > 0) await boss.fail(queue, idsOf(jobs));
    },
    supervise: async () => {
      await boss.maintain();
    },
    stop: () => boss.stop({ graceful: false }),
  };
};

/** Only sends: it has no connection of its own and is never started. */
const sender = new PgBoss({
  db: { executeSql: () => Promise.reject(new Error('a job is enqueued in a transaction')) },
  schema: 'pgboss',
  migrate: false,
});

/** Enqueues in the transaction of `manager`: the jobs are there when it is committed. */
export const enqueue = async (manager: EntityManager, drafts: readonly JobDraft[]): Promise<void> => {
  if (drafts.length === 0) return;
  const jobs = drafts.map(({ queue, district, id, endpoint, startAfter }) => ({
    name: queue,
    data: { district, id, ...(endpoint === undefined ? {} : { endpoint }) } satisfies JobData,
    ...(startAfter === null ? {} : { startAfter: new Date(startAfter).toISOString() }),
  }));
  await sender.insert(jobs, { db: within(manager) });
};
