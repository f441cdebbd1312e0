import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, yangpuRouting, type TestApi } from './test-api.ts';

const DECIDE = 'query ($input: DecideInput!) { decide(input: $input) { ... on Decision { receipt status } } }';

/** Stands wherever a caller can put something. */
const CANARY = 'canary-4f1c';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ logLevel: 'trace' });
});
afterAll(() => api.close());

const asSuperuser = async (sql: string): Promise<void> => {
  const session = new Client({ connectionString: api.databaseUrl.superuser });
  await session.connect();
  await session.query(sql);
  await session.end();
};

it('no log line of any level holds a password, a fact, a token or anything else that a caller sent, faults included', async () => {
  const headers = { cookie: `guicheng-session=${CANARY}; session=${CANARY}`, 'x-api-key': CANARY };
  const ask = (variables: unknown, query = DECIDE) => api.post(JSON.stringify({ query, variables }), headers);
  const facts = { ...Object(yangpuRouting()['facts']), constructionAmountYuan: 7_654_321 };
  const question = yangpuRouting({ id: CANARY, receipt: true, facts });
  expect((await ask({ input: question })).body.data).toMatchObject({ decide: { status: 'DETERMINED' } });
  const refused = await api.post(JSON.stringify({ query: DECIDE, variables: { input: question } }), {
    ...headers,
    authorization: `Bearer ${CANARY}`,
  });
  expect(refused.status).toBe(401);
  await ask({ input: { ...question, district: CANARY } });
  await ask({ input: { ...question, [CANARY]: CANARY } });
  await ask({ input: question }, `{ ${CANARY.replace('-', '_')} }`);
  await ask({ input: question }, `{ broken "${CANARY}`);
  await api.post(`{"${CANARY}"`, headers);
  await fetch(`${api.url}/${CANARY}?token=${CANARY}`, { headers });
  await fetch(`${api.url}/graphql?query=${encodeURIComponent(`{ x(a: "${CANARY}") }`)}`, { headers });

  // Faults of the database: a constraint whose error carries the row, a right that is gone.
  await asSuperuser('alter table decision_receipt add constraint nothing_more check (false) not valid');
  expect((await ask({ input: question })).body.errors).toHaveLength(1);
  await asSuperuser('alter table decision_receipt drop constraint nothing_more; revoke insert on decision_receipt from guicheng_app');
  expect((await ask({ input: question })).body.errors).toHaveLength(1);

  const log = api.log.join('');
  expect(log).toContain('"fault"');
  const passwords = Object.values(api.databaseUrl).map((url) => new URL(url).password);
  for (const secret of [CANARY, CANARY.replace('-', '_'), '7654321', '"asOf"', 'asOf\\"', ...passwords]) {
    expect(secret).not.toBe('');
    expect(log).not.toContain(secret);
  }
});

it('counts what was refused before GraphQL, under routes and statuses only', async () => {
  await api.post('{');
  await fetch(`${api.url}/${CANARY}`);
  const metrics = await (await fetch(`${api.url}/metrics`)).text();
  expect(metrics).toMatch(/guicheng_http_requests_total\{route="\/graphql",status="400"\} \d+/);
  expect(metrics).toMatch(/guicheng_http_requests_total\{route="none",status="404"\} \d+/);
  expect(metrics).not.toContain('canary');
});
