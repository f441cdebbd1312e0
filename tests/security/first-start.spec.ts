import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../graphql/test-api.ts';

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input, idempotencyKey: "k") {
  __typename ... on RequestRefused { problems { code } } } }`;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

it('a new installation has no account: nobody can sign in under any of the usual names', async () => {
  const session = new Client({ connectionString: api.databaseUrl.superuser });
  await session.connect();
  const { rows } = await session.query(
    'select (select count(*) from account)::int as accounts, (select count(*) from session)::int as sessions',
  );
  await session.end();
  expect(rows).toEqual([{ accounts: 0, sessions: 0 }]);
  for (const login of ['admin', 'root', 'sysadmin', 'secadmin', 'auditadmin']) {
    const { body } = await api.ask(SIGN_IN, { input: { district: 'platform', login, password: login } });
    expect(body.data).toMatchObject({ signIn: { __typename: 'RequestRefused', problems: [{ code: 'sign-in-refused' }] } });
  }
});
