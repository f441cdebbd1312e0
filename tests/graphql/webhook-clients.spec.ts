import { testDistrict, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

const INPUT = { url: 'https://oa.example.cn/hooks', eventTypes: ['project.*'], description: '' };

describe('webhooks of API clients', () => {
  let api: TestApi;
  let here: TestDistrict;
  let admin: SignedInCaller;
  let keys = 0;
  const key = (): string => `client-hooks-${(keys += 1)}`;
  const codes = (answer: unknown): string[] => ((answer as { problems?: { code: string }[] }).problems ?? []).map(({ code }) => code);
  const client = async (
    roles: ('OFFICE_OFFICER' | 'AUDITOR' | 'REVIEWER')[],
    scopes: ('WEBHOOKS_MANAGE' | 'PROJECTS_READ')[],
    unit = here.units.office,
  ) => {
    const input = { unit, name: '接口', roles, scopes };
    const { registerApiClient } = await admin.run('RegisterApiClient', { input, key: key() });
    if (registerApiClient.__typename !== 'ApiClient') throw new Error(JSON.stringify(registerApiClient));
    const { id } = registerApiClient;
    const { issueApiCredential } = await admin.run('IssueApiCredential', { input: { client: id, kind: 'API_KEY', days: 1 }, key: key() });
    if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error(JSON.stringify(issueApiCredential));
    return { id, ...api.as(issueApiCredential.text!) };
  };
  const registered = async (who: Pick<SignedInCaller, 'run'>): Promise<string> => {
    const { registerWebhook } = await who.run('RegisterWebhook', { input: INPUT, key: key() });
    if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error(JSON.stringify(registerWebhook));
    return registerWebhook.webhook.id;
  };
  const shown = async (who: Pick<SignedInCaller, 'run'>): Promise<string> => JSON.stringify(await who.run('Webhooks', {}));

  beforeAll(async () => {
    api = await startTestApi();
    here = await testDistrict(await api.database(), 'yangpu');
    admin = await api.signInAs(here.district, here.people.admin);
  });
  afterAll(() => api.close());

  it('are registered, seen and changed by the client whose they are and by people of the district, not by another client', async () => {
    const mine = await client(['OFFICE_OFFICER'], ['WEBHOOKS_MANAGE']);
    const other = await client(['AUDITOR'], ['WEBHOOKS_MANAGE']);
    const id = await registered(mine);
    const ofDistrict = await registered(admin);
    expect(await shown(mine)).toContain(`"client":"${mine.id}"`);
    expect(await shown(mine)).not.toContain(ofDistrict);
    expect(await shown(other)).not.toContain(id);
    expect(await shown(admin)).toContain(id);
    const change = { id, version: 1, description: '乙' };
    const none = '019ac0de-0000-7000-8000-000000000000';
    for (const foreign of [id, ofDistrict, none]) {
      const input = { ...change, id: foreign };
      expect(codes((await other.run('ChangeWebhook', { input, key: key() })).changeWebhook)).toEqual(['webhook-not-found']);
      expect(codes((await other.run('TestWebhook', { id: foreign, key: key() })).testWebhook)).toEqual(['webhook-not-found']);
      expect(codes((await other.run('WebhookDeliveries', { webhook: foreign })).webhookDeliveries)).toEqual(['webhook-not-found']);
    }
    expect((await mine.run('ChangeWebhook', { input: change, key: key() })).changeWebhook).toMatchObject({ version: 2, description: '乙' });
    expect((await admin.run('DisableWebhook', { id, key: key() })).disableWebhook).toMatchObject({ status: 'DISABLED' });
  });

  it('need the scope and a role that reads the events of the district: requires names both', async () => {
    for (const [roles, scopes] of [
      [['OFFICE_OFFICER'], ['PROJECTS_READ']],
      [['REVIEWER'], ['WEBHOOKS_MANAGE']],
      [[], ['WEBHOOKS_MANAGE']],
    ] as const) {
      const who = await client([...roles], [...scopes]);
      const { body } = await who.ask(
        `mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input, idempotencyKey: "k") { __typename ... on RequestRefused { problems { code requires { roles scopes } } } } }`,
        { input: INPUT },
      );
      expect(body.data!['registerWebhook'].problems).toEqual([
        { code: 'not-permitted', requires: { roles: ['OFFICE_OFFICER', 'AUDITOR'], scopes: ['WEBHOOKS_MANAGE'] } },
      ]);
    }
  });

  it('of a client that was disabled are told that nothing goes there', async () => {
    const mine = await client(['OFFICE_OFFICER'], ['WEBHOOKS_MANAGE']);
    const id = await registered(mine);
    expect(codes((await admin.run('TestWebhook', { id, key: key() })).testWebhook)).toEqual([]);
    await admin.run('DisableApiClient', { id: mine.id, key: key() });
    const range = { webhook: id, from: '2020-01-01T00:00:00Z', to: '2199-01-01T00:00:00Z' };
    expect(codes((await admin.run('TestWebhook', { id, key: key() })).testWebhook)).toEqual(['webhook-client-stopped']);
    expect(codes((await admin.run('ReplayEvents', { ...range, key: key() })).replayEvents)).toEqual(['webhook-client-stopped']);
  });
});
