import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type Reply, type TestApi } from './test-api.ts';

const DECIDE = 'query ($input: DecideInput!) { decide(input: $input) { ... on Decision { receipt } } }';
const DEADLINE = 600;

describe('a request that waits for the database', () => {
  let api: TestApi;
  let holder: Client;
  /** In no transaction: within one, the activity that is shown stands still. */
  let watcher: Client;
  const waiting = async (): Promise<number> =>
    (
      await watcher.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where application_name = 'guicheng api' and datname = current_database() and state <> 'idle' and wait_event_type = 'Lock'`,
      )
    ).rows[0]!.n;
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (const end = performance.now() + 5_000; !(await holds());) if (performance.now() > end) throw new Error('it never was so');
  };

  beforeAll(async () => {
    api = await startTestApi({ requestDeadline: DEADLINE });
    holder = new Client({ connectionString: api.databaseUrl.superuser });
    await holder.connect();
    watcher = new Client({ connectionString: api.databaseUrl.superuser });
    await watcher.connect();
  });
  afterAll(async () => {
    await holder.end();
    await watcher.end();
    await api.close();
  });

  it('is told so at its deadline, 504; its statement is cancelled at the server and nothing of it stays', async () => {
    await holder.query('begin');
    await holder.query('lock table decision_receipt in access exclusive mode');
    const started = performance.now();
    const asked: Promise<Reply> = api.ask(DECIDE, { input: yangpuRouting({ receipt: true }) });
    await until(async () => (await waiting()) === 1);
    expect(performance.now() - started).toBeLessThan(DEADLINE);
    const { status, body } = await asked;
    expect(performance.now() - started).toBeGreaterThanOrEqual(DEADLINE - 5);
    expect([status, body.data]).toEqual([504, null]);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'deadline-exceeded', requestId: expect.any(String) as string });
    expect(body.errors?.[0]?.message).toMatch(/^未能在时限内办完.* · This was not done/);
    await until(async () => (await waiting()) === 0);
    expect(performance.now() - started).toBeLessThan(DEADLINE + 2_000);
    await holder.query('rollback');
    expect((await holder.query('select from decision_receipt')).rowCount).toBe(0);
    expect(api.log.join('')).not.toContain('"fault"');
  });

  it('is answered where it is in time, by the same connections', async () => {
    for (let n = 0; n < 12; n += 1)
      expect((await api.ask(DECIDE, { input: yangpuRouting({ receipt: true }) })).body.data!['decide'].receipt).toEqual(expect.any(String));
    expect((await holder.query('select from decision_receipt')).rowCount).toBe(12);
  });
});
