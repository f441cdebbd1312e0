import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type TestApi } from './test-api.ts';

const DECIDE = 'query ($input: DecideInput!) { ok: engineVersion decide(input: $input) { ... on Decision { receipt status } } }';

/** Does something to the database that only its superuser can. */
async function asSuperuser(url: string, sql: string): Promise<void> {
  const session = new Client({ connectionString: url });
  await session.connect();
  await session.query(sql);
  await session.end();
}

describe('a fault', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await startTestApi();
  });
  afterEach(() => api.close());

  it('shows callers its request id and nothing else, is logged once without facts, and gives no decision without its receipt', async () => {
    await asSuperuser(api.databaseUrl.superuser, 'alter table decision_receipt add constraint nothing_more check (false) not valid');
    const reply = await api.post(
      JSON.stringify({ query: DECIDE, variables: { input: yangpuRouting({ id: 'secret-name', receipt: true }) } }),
      { 'x-request-id': 'r-1' },
    );
    expect(reply.body).toEqual({
      data: null,
      extensions: { cost: { requested: 1, actual: 1, limit: 250, points: 2 } },
      errors: [
        {
          message: expect.stringContaining('内部错误'),
          path: ['decide'],
          locations: expect.any(Array),
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' },
        },
      ],
    });
    const faults = api.log.filter((line) => line.includes('"fault"'));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('"requestId":"r-1"');
    expect(faults[0]).toContain('"path":"decide"');
    expect(faults[0]).toContain('nothing_more');
    for (const told of ['secret-name', 'constructionAmountYuan', 'government-department']) expect(api.log.join('')).not.toContain(told);
    // Without a receipt the same question is answered.
    expect((await api.ask(DECIDE, { input: yangpuRouting() })).body.data!['decide']).toEqual({ receipt: null, status: 'DETERMINED' });
  });

  it('of the database makes the server not ready, though it lives and answers what needs none', async () => {
    const { superuser, app } = api.databaseUrl;
    const name = new URL(app).pathname.slice(1);
    await asSuperuser(superuser.replace(name, 'postgres'), `drop database ${name} with (force)`);
    const ready = await fetch(`${api.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { status: 'not-ready', problems: { database: expect.stringContaining('数据库无应答') } },
    ]);
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    expect((await api.ask(DECIDE, { input: yangpuRouting() })).body.data!['decide'].status).toBe('DETERMINED');
  });
});
