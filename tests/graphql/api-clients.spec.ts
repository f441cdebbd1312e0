import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from './example-setups.ts';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

const FORM = 'application/x-www-form-urlencoded';

describe('API clients over HTTP', () => {
  let api: TestApi;
  let admin: SignedInCaller;
  let unit: string;
  let serial = 0;
  const key = (): string => `k-${++serial}`;

  const register = async (
    over: { readonly networks?: string[] } = {},
  ): Promise<{ readonly id: string; readonly oauthClientId: string }> => {
    const input = {
      unit,
      name: '财政接口',
      roles: ['OFFICE_OFFICER' as const],
      scopes: ['DECIDE' as const, 'PROJECTS_READ' as const],
      ...over,
    };
    const { registerApiClient } = await admin.run('RegisterApiClient', { input, key: key() });
    if (registerApiClient.__typename !== 'ApiClient') throw new Error(JSON.stringify(registerApiClient));
    return registerApiClient;
  };
  const issue = async (client: string, kind: 'API_KEY' | 'CLIENT_SECRET', idempotencyKey = key()) => {
    const { issueApiCredential } = await admin.run('IssueApiCredential', { input: { client, kind, days: 90 }, key: idempotencyKey });
    if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error(JSON.stringify(issueApiCredential));
    return issueApiCredential;
  };
  const me = async (token: string, headers: Record<string, string> = {}): Promise<string> => {
    const body = JSON.stringify({ query: '{ me { ... on Me { id district } ... on RequestRefused { problems { code } } } }' });
    const reply = await api.post(body, { authorization: `Bearer ${token}`, ...headers });
    return reply.body.errors?.[0]?.extensions['code'] ?? `${reply.body.data!['me'].district} ${reply.body.data!['me'].id}`;
  };
  const token = async (parameters: Record<string, string> | string, headers: Record<string, string> = {}, path = '/oauth/token') => {
    const body = typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString();
    const response = await fetch(`${api.url}${path}`, { method: 'POST', headers: { 'content-type': FORM, ...headers }, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Record<string, string> };
  };
  const basic = (id: string, secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  });

  beforeAll(async () => {
    api = await startTestApi({ trustedProxies: ['127.0.0.2/32'] });
    ({ person: admin, unit } = await asAdministrator(api));
  });
  afterAll(() => api.close());

  it('a key asks as its client until it is revoked', async () => {
    const { id } = await register();
    const { text, secretShown, credential } = await issue(id, 'API_KEY');
    expect(secretShown).toBe(true);
    expect(await me(text!)).toBe(`yangpu ${id}`);
    const { revokeApiCredential } = await admin.run('RevokeApiCredential', { id: credential.id, key: key() });
    expect(revokeApiCredential).toMatchObject({ __typename: 'ApiCredential', revokedAt: expect.any(String) as string });
    expect(await me(text!)).toBe('credential-revoked');
    const { apiClient } = await admin.run('ApiClient', { id });
    expect(apiClient).toMatchObject({
      credentials: [{ id: credential.id, lastUsedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string }],
    });
    expect(JSON.stringify(api.log)).not.toContain(text!.slice(-40));
  });

  it('a repeated request names the same key and does not show its text', async () => {
    const { id } = await register();
    const first = await issue(id, 'API_KEY', 'once');
    const again = await issue(id, 'API_KEY', 'once');
    expect(again).toEqual({ ...first, text: null, secretShown: false });
  });

  it('nobody else looks or issues: not an applicant, not an administrator without second factor, not a client', async () => {
    const { id } = await register();
    const { text } = await issue(id, 'API_KEY');
    const applicant = await api.signedIn('yangpu', ['applicant']);
    const fresh = await api.signedIn('yangpu', ['district-admin'], undefined, { steppedUp: false });
    const input = { client: id, kind: 'API_KEY' as const, days: 1 };
    const refusal = (code: string): object => ({ issueApiCredential: { __typename: 'RequestRefused', problems: [{ code }] } });
    expect(await applicant.run('IssueApiCredential', { input, key: key() })).toMatchObject(refusal('not-permitted'));
    expect(await fresh.run('IssueApiCredential', { input, key: key() })).toMatchObject(refusal('step-up-required'));
    const body = JSON.stringify({ query: '{ apiClients { __typename ... on RequestRefused { problems { code } } } }' });
    const asClient = await api.post(body, { authorization: `Bearer ${text!}` });
    expect(asClient.body.data).toEqual({ apiClients: { __typename: 'RequestRefused', problems: [{ code: 'not-permitted' }] } });
  });

  it('a client of another district is answered like none', async () => {
    const { id } = await register();
    const other = await api.signedIn('pudong', ['district-admin']);
    const codes = async (of: string): Promise<unknown> => (await other.run('ApiClient', { id: of })).apiClient;
    expect(await codes(id)).toEqual(await codes('019ac0de-0000-7000-8000-00000000ffff'));
    expect(await codes(id)).toMatchObject({ __typename: 'RequestRefused', problems: [{ code: 'client-not-found' }] });
  });

  it('a secret gets a token that asks as the client; revoked, it asks no more', async () => {
    const { id, oauthClientId } = await register();
    const { text } = await issue(id, 'CLIENT_SECRET');
    const headers = basic(oauthClientId, text!);
    const answer = await token({ grant_type: 'client_credentials', scope: 'decide' }, headers);
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 900, scope: 'decide' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text2 = answer.body['access_token']!;
    expect(await me(text2)).toBe(`yangpu ${id}`);
    expect(await token({ token: text2 }, headers, '/oauth/revoke')).toMatchObject({ status: 200, body: {} });
    expect(await me(text2)).toBe('credential-revoked');
  });

  it('refuses as RFC 6749 says, with the sentence in Chinese first and a description in ASCII', async () => {
    const { oauthClientId } = await register();
    const wrong = await token({ grant_type: 'client_credentials' }, basic(oauthClientId, 'wrong'));
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('www-authenticate')).toBe('Basic realm="guicheng", charset="UTF-8"');
    expect(wrong.body).toEqual({
      error: 'invalid_client',
      messageZh: expect.stringContaining('客户端身份验证失败') as string,
      error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/) as string,
      code: 'client-not-authenticated',
      requestId: wrong.headers.get('x-request-id'),
    });
    const inForm = await token({ grant_type: 'client_credentials', client_id: oauthClientId, client_secret: 'wrong' });
    expect([inForm.status, inForm.headers.get('www-authenticate')]).toEqual([401, null]);
    expect(await token({ grant_type: 'password' }, basic(oauthClientId, 'wrong'))).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    });
  });

  it.each([
    ['JSON', '{"grant_type":"client_credentials"}', 'application/json', 400, 'form-expected'],
    ['no type', 'grant_type=client_credentials', '', 415, 'media-type-not-supported'],
    ['an endless form', `x=${'y'.repeat(70_000)}`, FORM, 413, 'body-too-large'],
    ['another charset', 'grant_type=client_credentials', `${FORM}; charset=gbk`, 415, 'charset-not-supported'],
  ])('%s: refused', async (_, body, type, status, code) => {
    const answer = await token(body, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(code);
  });

  it('says what it is where RFC 8414 looks', async () => {
    const response = await fetch(`${api.url}/.well-known/oauth-authorization-server`);
    expect(await response.json()).toMatchObject({
      issuer: api.url,
      token_endpoint: `${api.url}/oauth/token`,
      grant_types_supported: ['client_credentials'],
    });
  });

  it('believes nobody who says from where he calls, unless it is a proxy that was named', async () => {
    const { id } = await register({ networks: ['203.0.113.0/24'] });
    const { text } = await issue(id, 'API_KEY');
    expect(await me(text!)).toBe('address-not-allowed');
    expect(await me(text!, { 'x-forwarded-for': '203.0.113.9' })).toBe('address-not-allowed');
  });
});

describe('behind a proxy that was named', () => {
  it('the address is the one that the proxy saw; what the caller wrote before it does not count', async () => {
    const api = await startTestApi({ trustedProxies: ['127.0.0.0/8'] });
    try {
      const { person, unit } = await asAdministrator(api);
      const input = { unit, name: '内网', roles: [], scopes: ['DECIDE' as const], networks: ['203.0.113.0/24'] };
      const { registerApiClient } = await person.run('RegisterApiClient', { input, key: 'r' });
      if (registerApiClient.__typename !== 'ApiClient') throw new Error('not registered');
      const { issueApiCredential } = await person.run('IssueApiCredential', {
        input: { client: registerApiClient.id, kind: 'API_KEY', days: 1 },
        key: 'i',
      });
      if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error('not issued');
      const status = async (forwarded: string): Promise<number> => {
        const headers = { authorization: `Bearer ${issueApiCredential.text!}`, 'x-forwarded-for': forwarded };
        return (await api.post(JSON.stringify({ query: '{ engineVersion }' }), headers)).status;
      };
      expect(await status('203.0.113.9')).toBe(200);
      expect(await status('198.51.100.1, 203.0.113.9')).toBe(200);
      expect(await status('203.0.113.9, 198.51.100.1')).toBe(401);
    } finally {
      await api.close();
    }
  });
});
