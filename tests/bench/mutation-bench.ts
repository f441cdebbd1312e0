import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf, uuidV7, type Instant } from '@guicheng/kernel';
import { Database, migrate, startEmbeddedPostgres, type Change, type EmbeddedPostgres, type EndpointRecord } from '@guicheng/persistence';
import { Client, Pool } from 'pg';
import { figure, type Figure } from './figures.ts';

const BLOCKS = 8;
const A_BLOCK = 100;
const now = (): Instant => instantOf(Date.now()) as Instant;

/** The row of a mutation. */
const endpointAt = (at: Instant): EndpointRecord => ({
  ...{ endpointId: uuidV7(at, randomBytes(10)), url: 'https://bench.test/', eventTypes: ['*'], description: 'bench', clientId: null },
  ...{ secretSealed: 'sealed', formerSecretSealed: null, formerSecretUntil: null },
  ...{ status: 'disabled', statusReason: 'by-hand', statusSince: at, version: 1, createdAt: at },
});

const mutate = async (database: Database, district: string): Promise<void> => {
  const at = now();
  const endpoint = endpointAt(at);
  const { endpointId } = endpoint;
  const change: Change = {
    district,
    actor: { kind: 'person', id: 'bench', onBehalfOf: null },
    requestId: endpointId,
    at,
    idempotency: { key: endpointId, requestDigest: endpointId },
  };
  const subject = { subjectKind: 'webhook', subjectId: endpointId };
  const result = await database.change(change, async ({ webhooks }) => {
    await webhooks.add(endpoint);
    const audit = { action: 'webhook.register', ...subject, details: {} };
    return { kind: 'done', value: endpointId, audit, events: [{ type: 'webhook.registered', ...subject, payload: {} }] };
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
};

const rowThroughRepository = async (database: Database, district: string): Promise<void> => {
  await database.inDistrict(district, ({ webhooks }) => webhooks.add(endpointAt(now())));
};

const COLUMNS =
  'district, endpoint_id, url, event_types, description, secret_sealed, status, status_reason, status_since, version, created_at';

const rowByHand = async (pool: Pool, district: string): Promise<void> => {
  const at = now();
  const { endpointId, url, eventTypes, description, secretSealed, status, statusReason, version } = endpointAt(at);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('guicheng.district', $1, true), set_config('guicheng.pass', '', true)`, [district]);
    await client.query(`insert into webhook_endpoint (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
      ...[district, endpointId, url, eventTypes, description, secretSealed, status, statusReason, new Date(at), version, new Date(at)],
    ]);
    await client.query('commit');
  } finally {
    client.release();
  }
};

/** How many a second of a block, `workers` at once, each in a district of its own. */
const timed = async (workers: number, one: (district: string) => Promise<void>): Promise<number> => {
  const started = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let count = 0; count < A_BLOCK / workers; count++) await one(`bench-${worker}`);
    }),
  );
  return (A_BLOCK * 1_000) / (performance.now() - started);
};

const as = async (url: string, ...statements: string[]): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};

/** Has the statistics that a database in use has: without them sessions keep plans that were made for empty tables. */
const analyse = (server: EmbeddedPostgres, ...databases: string[]): Promise<unknown> =>
  Promise.all(databases.map((database) => as(server.url('owner', database), 'analyze')));

/**
 * A mutation (row, idempotency key, audit entry, event, job) beside the same row alone, through the same repository and by hand, in turns; in two databases of
 * the same schema, where the one for the row alone does not demand an audit entry. Commits reach the disk.
 */
export async function benchMutation(): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'guicheng-mutation-'));
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  const [AUDITED, ALONE] = ['guicheng', 'alone'];
  try {
    await as(server.url('superuser', 'postgres'), `create database ${ALONE} owner guicheng_owner`);
    for (const name of [AUDITED, ALONE]) await migrate(server.url('owner', name));
    await as(server.url('owner', ALONE), 'alter table webhook_endpoint disable trigger webhook_endpoint_audited');
    const [database, alone] = [AUDITED, ALONE].map((name) => Database.connect(server.url('app', name), { poolSize: 8 }));
    const pool = new Pool({ connectionString: server.url('app', ALONE), max: 8 });
    const compared = [
      { name: 'mutation with audit and outbox', one: async (district: string) => mutate(await database!, district) },
      { name: 'the same row alone', one: async (district: string) => rowThroughRepository(await alone!, district) },
      { name: 'the same row by hand', one: (district: string) => rowByHand(pool, district) },
    ];
    const figures: Figure[] = [];
    for (const workers of [1, 4]) {
      const rates = compared.map((): number[] => []);
      for (const { one } of compared) await timed(workers, one);
      await analyse(server, AUDITED, ALONE);
      for (let block = 0; block < BLOCKS; block++)
        for (const [index, { one }] of compared.entries()) rates[index]!.push(await timed(workers, one));
      const bases = compared.map(({ name }, index) => ({ name, values: rates[index]! }));
      for (const [index, { name }] of compared.entries())
        figures.push(figure(`${name}, ${workers} at once`, '/s', rates[index]!, ...bases.slice(Math.max(1, index + 1))));
    }
    await pool.end();
    await Promise.all([database, alone].map(async (one) => (await one!).close()));
    return figures;
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
