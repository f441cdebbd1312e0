import { afterAll, beforeAll, expect, it } from 'vitest';
import { asAdministrator } from './example-setups.ts';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

type Scope = 'DECIDE' | 'POLICIES_READ' | 'PROJECTS_READ';

let api: TestApi;
let admin: SignedInCaller;
let unit: string;
let keys = 0;
beforeAll(async () => {
  api = await startTestApi();
  ({ person: admin, unit } = await asAdministrator(api));
});
afterAll(() => api.close());

const clientWith = async (scopes: readonly Scope[]) => {
  const input = { unit, name: '接口', roles: [], scopes: [...scopes] };
  const { registerApiClient } = await admin.run('RegisterApiClient', { input, key: `scopes-${(keys += 1)}` });
  if (registerApiClient.__typename !== 'ApiClient') throw new Error(JSON.stringify(registerApiClient));
  const issue = { client: registerApiClient.id, kind: 'API_KEY' as const, days: 1 };
  const { issueApiCredential } = await admin.run('IssueApiCredential', { input: issue, key: `scopes-${(keys += 1)}` });
  if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error(JSON.stringify(issueApiCredential));
  return api.as(issueApiCredential.text!);
};

const REFUSED = '__typename ... on RequestRefused { problems { code requires { roles scopes } } }';
const ASKED = `{
  decide(input: { district: "yangpu", question: ROUTING, asOf: "2024-03-18", facts: {} }) { ${REFUSED} }
  policies { ${REFUSED} }
}`;
const answersTo = async (who: Pick<SignedInCaller, 'ask'>): Promise<readonly unknown[]> => {
  const { data, errors } = (await who.ask(ASKED)).body;
  if (data === undefined || data === null) throw new Error(JSON.stringify(errors));
  return [data!['decide'], data!['policies']].map(({ __typename, problems }) =>
    problems === undefined ? __typename : problems[0].requires,
  );
};

it('what the scopes of a client do not name it does not do, be it open to anyone without a credential', async () => {
  const [decides, reads] = [
    { roles: [], scopes: ['DECIDE'] },
    { roles: [], scopes: ['POLICIES_READ'] },
  ];
  expect(await answersTo(await clientWith(['DECIDE', 'POLICIES_READ']))).toEqual(['Decision', 'PolicyConnection']);
  expect(await answersTo(await clientWith(['DECIDE']))).toEqual(['Decision', reads]);
  expect(await answersTo(await clientWith(['POLICIES_READ']))).toEqual([decides, 'PolicyConnection']);
  expect(await answersTo(await clientWith(['PROJECTS_READ']))).toEqual([decides, reads]);
  expect(await answersTo(api)).toEqual(['Decision', 'PolicyConnection']);
  expect(await answersTo(admin)).toEqual(['Decision', 'PolicyConnection']);
});
