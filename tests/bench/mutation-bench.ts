import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf, uuidV7, type Instant } from '@guicheng/kernel';
import { Database, migrate, startEmbeddedPostgres, type Change } from '@guicheng/persistence';
import { Client, Pool } from 'pg';
import { figure, type Figure } from './figures.ts';

const BLOCKS = 8;
const A_BLOCK = 100;
const now = (): Instant => instantOf(Date.now()) as Instant;

/** The row of a mutation, and the same row again for the same SQL without audit and outbox. */
const COLUMNS =
  'district, endpoint_id, url, event_types, description, secret_sealed, status, status_reason, status_since, version, created_at';

/** A table of the same columns, checks and row-level security that needs no audit entry. */
const PLAIN = `
  create table plain_endpoint (like webhook_endpoint including all);
  alter table plain_endpoint enable row level security;
  alter table plain_endpoint force row level security;
  create policy plain_of_district on plain_endpoint using (district = guicheng_current_district()) with check (district = guicheng_current_district());
  grant insert on plain_endpoint to guicheng_app`;

const mutate = async (database: Database, district: string): Promise<void> => {
  const at = now();
  const endpointId = uuidV7(at, randomBytes(10));
  const change: Change = {
    district,
    actor: { kind: 'person', id: 'bench', onBehalfOf: null },
    requestId: endpointId,
    at,
    idempotency: { key: endpointId, requestDigest: endpointId },
  };
  const subject = { subjectKind: 'webhook', subjectId: endpointId };
  const result = await database.change(change, async ({ webhooks }) => {
    await webhooks.add({
      ...{ endpointId, url: 'https://bench.test/', eventTypes: ['*'], description: 'bench', clientId: null, secretSealed: 'sealed' },
      ...{
        formerSecretSealed: null,
        formerSecretUntil: null,
        status: 'disabled',
        statusReason: 'by-hand',
        statusSince: at,
        version: 1,
        createdAt: at,
      },
    });
    const audit = { action: 'webhook.register', ...subject, details: {} };
    return { kind: 'done', value: endpointId, audit, events: [{ type: 'webhook.registered', ...subject, payload: {} }] };
  });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
};

const insertOnly = async (pool: Pool, district: string): Promise<void> => {
  const at = new Date();
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('guicheng.district', $1, true), set_config('guicheng.pass', '', true)`, [district]);
    await client.query(`insert into plain_endpoint (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
      ...[district, uuidV7(now(), randomBytes(10)), 'https://bench.test/', ['*'], 'bench', 'sealed', 'disabled', 'by-hand', at, 1, at],
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

/** A mutation (row, idempotency key, audit entry, event, job) beside the same row alone, in turns, on a database of its own with its commits on disk. */
export async function benchMutation(): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'guicheng-mutation-'));
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  try {
    await migrate(server.url('owner'));
    const owner = new Client({ connectionString: server.url('owner') });
    await owner.connect();
    await owner.query(PLAIN);
    await owner.end();
    const database = await Database.connect(server.url('app'), { poolSize: 8 });
    const pool = new Pool({ connectionString: server.url('app'), max: 8 });
    const figures: Figure[] = [];
    for (const workers of [1, 4]) {
      const [whole, alone]: [number[], number[]] = [[], []];
      for (let block = 0; block <= BLOCKS; block++) {
        const [mutation, insert] = [
          await timed(workers, (one) => mutate(database, one)),
          await timed(workers, (one) => insertOnly(pool, one)),
        ];
        // The first warms up.
        if (block === 0) continue;
        whole.push(mutation);
        alone.push(insert);
      }
      const base = { name: 'the same row alone', values: alone };
      figures.push(figure(`mutation with audit and outbox, ${workers} at once`, '/s', whole, base));
      figures.push(figure(`the same row alone, ${workers} at once`, '/s', alone));
    }
    await pool.end();
    await database.close();
    return figures;
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
