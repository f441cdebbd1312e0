import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { instantOf, type Instant } from '@guicheng/kernel';
import { publicationOf, templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHash, GENESIS } from '../audit/audit-hash.ts';
import { Database } from '../database.ts';
import { mutationOf } from './killed-operation.fixture.ts';

const NOW = instantOf(Date.UTC(2026, 0, 5)) as Instant;
const MODULES = fileURLToPath(new URL('../../../../node_modules/.cache/', import.meta.url));
const conditions = ['guicheng-source', 'node', 'import', 'module', 'default'];

/** Rows that a district has of an operation. */
interface Traces {
  readonly rows: number;
  readonly entries: number;
  readonly events: number;
  readonly keys: number;
}

describe('a process that is killed at every statement at once', () => {
  let test: TestDatabase;
  let database: Database;
  let superuser: Client;
  let program: string;
  let child: ChildProcess;
  let lengths: { readonly publish: number; readonly mutate: number };

  const traces = async (district: string): Promise<Traces> => {
    const count = (table: string): string => `(select count(*)::int from ${table} where district = $1)`;
    const { rows } = await superuser.query<Traces>(
      `select ${count('policy')} + ${count('decision_receipt')} as rows, ${count('audit_entry')} as entries, ${count('outbox_event')} as events,
        ${count('idempotency_key')} as keys`,
      [district],
    );
    return rows[0]!;
  };
  const districtsOf = (name: 'publish' | 'mutate'): { district: string; committed: boolean }[] =>
    Array.from({ length: lengths[name] }, (_, index) =>
      (['unsent', 'sent'] as const).map((sent) => ({
        district: `${name}-${index + 1}-${sent}`,
        // The commit is the last statement.
        committed: sent === 'sent' && index + 1 === lengths[name],
      })),
    ).flat();
  const chainVerifies = (district: string): Promise<boolean> =>
    database.inDistrict(district, async ({ auditLog }) => {
      const entries = await auditLog.after(null, 10);
      return entries.length === 1 && entries[0]!.previousHash === GENESIS && auditHash(entries[0]!) === entries[0]!.hash;
    });

  beforeAll(async () => {
    test = await templateDatabase();
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    database = await Database.connect(test.appUrl, { poolSize: 4 });
    await mkdir(MODULES, { recursive: true });
    program = await mkdtemp(`${MODULES}killed-`);
    await build({
      configFile: false,
      logLevel: 'error',
      resolve: { conditions },
      ssr: { resolve: { conditions, externalConditions: conditions }, noExternal: [/^@guicheng\//] },
      build: {
        ssr: fileURLToPath(new URL('killed-process.fixture.ts', import.meta.url)),
        outDir: program,
        target: 'node20',
        minify: false,
        rollupOptions: { output: { entryFileNames: 'killed.mjs' } },
      },
    });
    const template = JSON.stringify(publicationOf('template/1', { nature: 'guidance' }).policy);
    child = spawn(process.execPath, [`${program}/killed.mjs`, test.appUrl, template], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
    ({ lengths } = JSON.parse(String((await lines.next()).value)) as { lengths: typeof lengths });
    expect(JSON.parse(String((await lines.next()).value))).toEqual({ halted: 2 * (lengths.publish + lengths.mutate) });
    child.kill('SIGKILL');
    await once(child, 'exit');
    // The server notices that the other side is gone, and rolls back.
    const left = `select from pg_stat_activity where application_name = 'to be killed'`;
    while ((await superuser.query(left)).rowCount !== 0) await pause(5);
  }, 120_000);
  afterAll(async () => {
    child?.kill('SIGKILL');
    await Promise.all([database.close(), superuser.end()]);
    await test.close();
    await rm(program, { recursive: true });
  });

  it('was stopped at each statement, of a publication and of a mutation, before it was sent and after it was carried out', () => {
    expect(lengths.publish).toBeGreaterThanOrEqual(6);
    expect(lengths.mutate).toBeGreaterThanOrEqual(6);
  });

  it('leaves no publication half; published again, each is there once, with one entry', async () => {
    for (const { district, committed } of districtsOf('publish')) {
      const whole = { rows: 1, entries: 1, events: 0, keys: 0 };
      expect([district, await traces(district)]).toEqual([district, committed ? whole : { rows: 0, entries: 0, events: 0, keys: 0 }]);
      const [outcome] = await database.policies.publishAll([publicationOf(`${district}/1`, { nature: 'guidance' })], NOW);
      expect(outcome?.kind).toBe(committed ? 'unchanged' : 'published');
      expect(await traces(district)).toEqual(whole);
      expect(await chainVerifies(district)).toBe(true);
    }
  });

  it('leaves no mutation half; asked again with its key, each is done once, with one entry and one event', async () => {
    for (const { district, committed } of districtsOf('mutate')) {
      const whole = { rows: 1, entries: 1, events: 1, keys: 1 };
      expect([district, await traces(district)]).toEqual([district, committed ? whole : { rows: 0, entries: 0, events: 0, keys: 0 }]);
      expect(await mutationOf(database, district, NOW)).toMatchObject({ ok: true, value: '00000000-0000-7000-8000-000000000001' });
      expect(await traces(district)).toEqual(whole);
      expect(await chainVerifies(district)).toBe(true);
    }
  });
});
