import { createHash, randomBytes } from 'node:crypto';
import { createApplicationDatabase, migrate } from '@guicheng/persistence';
import type { EmbeddedPostgres } from '@guicheng/persistence';
import { Client } from 'pg';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { joinTestServer } from './test-server.ts';

/** A migrated, empty database of one test file's own. */
export interface TestDatabase {
  readonly name: string;
  /** Owns the database and its tables. */
  readonly ownerUrl: string;
  /** What the server in service uses: owns nothing. */
  readonly appUrl: string;
  /** Reads the district that its transaction names. */
  readonly auditorUrl: string;
  /** Reads all districts. */
  readonly backupUrl: string;
  /** Bypasses everything: for looking at catalogs. */
  readonly superuserUrl: string;
  /** Drops the database and gives up the server; close your own connections first. */
  close(): Promise<void>;
}

/** Serialises making the template over all workers and runs. */
const TEMPLATE_LOCK = 0x67_75_6c;
const COPY = /^test_(\d+)_/;

/** Another name whenever a migration reads differently: the cluster outlives the run. */
const templateName = (): string => {
  const hash = createHash('sha256');
  for (const migration of MIGRATIONS) hash.update(migration.toString());
  return `template_${hash.digest('hex').slice(0, 16)}`;
};

async function makeTemplate(server: EmbeddedPostgres, session: Client, name: string): Promise<void> {
  const { rowCount } = await session.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  // Templates of other states of the migrations: a run that still wants one makes it again.
  const { rows } = await session.query<{ datname: string }>(`select datname from pg_database where datname ~ '^(making_)?template_'`);
  for (const { datname } of rows) await session.query(`drop database ${datname} with (force)`);
  const work = `making_${name}`;
  await createApplicationDatabase(session, work);
  await migrate(server.url('owner', work));
  await session.query(`alter database ${work} rename to ${name}`);
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Drops the databases of test processes that were killed. */
async function sweep(session: Client): Promise<void> {
  const { rows } = await session.query<{ datname: string }>('select datname from pg_database');
  for (const { datname } of rows) {
    const pid = COPY.exec(datname)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await session.query(`drop database if exists ${datname} with (force)`);
  }
}

async function inSession<T>(server: EmbeddedPostgres, work: (session: Client) => Promise<T>): Promise<T> {
  const session = new Client({ connectionString: server.url('superuser', 'postgres'), application_name: 'guicheng tests' });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

/**
 * A database of the caller's own, copied from a template that is migrated once. Starts the test server if none runs; `close` it in
 * `afterAll`, or the server outlives the run.
 */
export async function templateDatabase(): Promise<TestDatabase> {
  const server = await joinTestServer();
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await inSession(server, async (session) => {
    await session.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const template = templateName();
    await makeTemplate(server, session, template);
    await sweep(session);
    await createApplicationDatabase(session, name, template);
  });
  return {
    name,
    ownerUrl: server.url('owner', name),
    appUrl: server.url('app', name),
    auditorUrl: server.url('auditor', name),
    backupUrl: server.url('backup', name),
    superuserUrl: server.url('superuser', name),
    close: async () => {
      await inSession(server, (session) => session.query(`drop database if exists ${name} with (force)`));
      await server.stop();
    },
  };
}
