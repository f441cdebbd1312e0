import { testDistrict, type TestDistrict } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type Reply, type SignedInCaller, type TestApi } from './test-api.ts';

const RECORD = `mutation ($input: RecordProjectInput!, $key: ID!) {
  recordProject(input: $input, idempotencyKey: $key) { __typename ... on Project { id } ... on RequestRefused { problems { code pointer } } }
}`;

describe('a mutation that is sent more than once', () => {
  let api: TestApi;
  let here: TestDistrict;
  let caller: SignedInCaller;
  let database: Client;
  const send = (key: string, title: string, accept = '*/*'): Promise<Reply> =>
    caller.post(JSON.stringify({ query: RECORD, variables: { key, input: { title, unit: here.units.bureau } } }), { accept });
  const recorded = async (title: string): Promise<number> =>
    (await database.query<{ n: number }>('select count(*)::int as n from project where title = $1', [title])).rows[0]!.n;

  beforeAll(async () => {
    api = await startTestApi();
    here = await testDistrict(await api.database(), 'yangpu');
    caller = await api.signInAs('yangpu', here.people.bureauApplicant);
    database = new Client({ connectionString: api.databaseUrl.superuser });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await api.close();
  });

  it('fifty times at once with one key is carried out once; whoever comes while it is under way is told so by 409', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => send('at-once', '只有一次')));
    expect(await recorded('只有一次')).toBe(1);
    const answers = replies.map(({ status, headers, body }) => [status, headers.get('retry-after'), body.data!['recordProject']]);
    const ids = new Set<string>();
    for (const [status, after, answer] of answers) {
      if (status === 200) ids.add(answer.id);
      else
        expect([status, after, answer]).toEqual([
          409,
          '1',
          { __typename: 'RequestRefused', problems: [{ code: 'idempotency-in-flight', pointer: '/idempotencyKey' }] },
        ]);
    }
    expect(ids.size).toBe(1);
    expect((await send('at-once', '只有一次')).body.data!['recordProject'].id).toBe([...ids][0]);
  });

  it('with another body is refused by 422, also where the status must stay 200', async () => {
    await send('another', '先登记');
    const refusal = { __typename: 'RequestRefused', problems: [{ code: 'idempotency-key-reused', pointer: '/idempotencyKey' }] };
    const old = await send('another', '再登记');
    expect([old.status, old.body.data]).toEqual([422, { recordProject: refusal }]);
    const modern = await send('another', '再登记', 'application/graphql-response+json');
    expect([modern.status, modern.body.data]).toEqual([200, { recordProject: refusal }]);
    expect(await recorded('再登记')).toBe(0);
  });

  it('with the same key by somebody else is another mutation', async () => {
    const other = await api.signInAs('yangpu', here.people.officer);
    const reply = await other.ask(RECORD, { key: 'another', input: { title: '别人登记', unit: here.units.bureau } });
    expect([reply.status, reply.body.data!['recordProject'].__typename]).toEqual([200, 'Project']);
  });
});
