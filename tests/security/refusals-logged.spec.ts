import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../graphql/test-api.ts';

const ENTRIES = '{ auditEntries { __typename ... on RequestRefused { problems { code } } } }';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const refusals = (): Record<string, unknown>[] =>
  api.log.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'not permitted');

it('whoever asks for what is not theirs is logged by id, with field, code and request, and nothing else of them', async () => {
  const nobody = await api.ask(ENTRIES);
  expect(nobody.body.data).toMatchObject({ auditEntries: { problems: [{ code: 'sign-in-required' }] } });
  const person = await api.signedIn('yangpu', ['applicant']);
  const reply = await person.ask(ENTRIES);
  expect(reply.body.data).toMatchObject({ auditEntries: { problems: [{ code: 'not-permitted' }] } });
  const place = 'Query.auditEntries';
  expect(refusals()).toMatchObject([
    { level: 40, requestId: nobody.headers.get('x-request-id'), district: null, caller: null, place, code: 'sign-in-required' },
    { level: 40, requestId: reply.headers.get('x-request-id'), district: 'yangpu', caller: person.personId, place, code: 'not-permitted' },
  ]);
  for (const secret of [person.token, person.login, '试验人员']) expect(api.log.join('')).not.toContain(secret);
});

it('what is theirs is not', async () => {
  const before = refusals().length;
  const auditor = await api.signedIn('yangpu', ['auditor']);
  expect((await auditor.ask(ENTRIES)).body.data).toMatchObject({ auditEntries: { __typename: 'AuditEntryConnection' } });
  expect(refusals()).toHaveLength(before);
});
