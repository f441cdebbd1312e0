import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import { testDistrict, type TestDistrict } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type Data, type SignedInCaller, type TestApi } from './test-api.ts';

describe('routes beside GraphQL', () => {
  let api: TestApi;
  let here: TestDistrict;
  let officer: SignedInCaller;
  let now = 1_795_651_200_000;
  const clock: Clock = { now: () => instantOf(now) as Instant };
  beforeAll(async () => {
    api = await startTestApi({ rate: { caller: 600, address: 100 }, trustedProxies: ['127.0.0.0/8'], requestDeadline: 300, clock });
    here = await testDistrict(await api.database(), 'yangpu');
    officer = await api.signInAs('yangpu', here.people.officer);
  });
  afterAll(() => api.close());

  const as = (who: SignedInCaller): Record<string, string> => ({ authorization: `Bearer ${who.token}` });
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
  const send = async (path: string, headers: Record<string, string>, init: RequestInit = {}): Promise<Response> => {
    const reply = await fetch(`${api.url}${path}`, { redirect: 'manual', ...init, headers: { ...headers, ...(init.headers as object) } });
    return reply;
  };
  const refusal = (points: number, milliseconds: number): object => ({
    errors: [
      {
        message: expect.stringMatching(/^请求过于频繁/) as string,
        extensions: {
          code: 'rate-limited',
          messageZh: expect.any(String) as string,
          messageEn: expect.stringMatching(/^Too many requests/) as string,
          requestId: expect.any(String) as string,
          points,
          retryAfterMilliseconds: milliseconds,
        },
      },
    ],
  });

  it('draw on the bucket of their caller, the same as GraphQL’s: exports, files, uploads before they are read', async () => {
    for (const left of [350, 100]) {
      const reply = await send('/files/projects.jsonl', as(officer));
      await reply.text();
      expect([reply.status, reply.headers.get('ratelimit')]).toEqual([200, `"points";r=${left};t=${Math.ceil((600 - left) / 10)}`]);
    }
    const refused = await send('/files/projects.xlsx', as(officer));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '15']);
    const told = await refused.json();
    expect(told).toMatchObject(refusal(250, 15_000));
    expect(told).toMatchObject({ problems: [{ code: 'rate-limited', pointer: '' }] });
    const project = '019ac0de-0000-7000-8000-00000000ffff';
    for (const left of [50, 0]) {
      const body = new Uint8Array(100_000);
      const upload = { method: 'POST', body, headers: { 'content-type': 'application/pdf', 'idempotency-key': `u ${left}` } };
      expect((await send(`/files/projects/${project}?name=a.pdf`, as(officer), upload)).status).toBe(404);
    }
    expect((await send(`/files/projects/${project}`, as(officer))).status).toBe(429);
    const graphql = await officer.ask('{ engineVersion }');
    expect([graphql.status, graphql.body.errors?.[0]?.extensions['code']]).toEqual([429, 'rate-limited']);
    const importing = { method: 'POST', body: 'x', headers: { 'content-type': 'application/octet-stream', 'idempotency-key': 'i' } };
    expect((await send('/files/projects/import?dryRun=true', as(officer), importing)).status).toBe(429);
    const other = await api.signInAs('yangpu', here.people.bureauApplicant);
    expect((await send('/files/projects.jsonl', as(other))).status).toBe(200);
    now += 60_000;
    expect((await send('/files/projects.jsonl', as(officer))).status).toBe(200);
  });

  it.each<[string, string, RequestInit, number]>([
    [
      'tokens of OAuth',
      '/oauth/token',
      { method: 'POST', body: 'grant_type=client_credentials', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      401,
    ],
    [
      'revoking one',
      '/oauth/revoke',
      { method: 'POST', body: 'token=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      401,
    ],
    ['beginning to sign in elsewhere', '/sign-in/oidc/yangpu/start', {}, 404],
    ['coming back from there', '/sign-in/cas/yangpu/callback?state=1&ticket=x', {}, 400],
  ])('draw on the bucket of the address, which others do not pay for: %s', async (what, path, init, status) => {
    const address = from(`203.0.113.${what.length}`);
    for (let index = 0; index < 10; index++) expect((await send(path, address, init)).status).toBe(status);
    const refused = await send(path, address, init);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '6']);
    expect(await refused.json()).toMatchObject(refusal(10, 6_000));
    expect((await send(path, from('198.51.100.7'), init)).status).toBe(status);
    const graphql = await api.post(JSON.stringify({ query: '{ a: engineVersion }' }), address);
    expect(graphql.status).toBe(429);
    now += 60_000;
    expect((await send(path, address, init)).status).toBe(status);
  });

  const waiting: readonly (readonly [string, (token: string) => readonly [string, RequestInit]])[] = [
    ['files', (token) => ['/files/projects/019ac0de-0000-7000-8000-00000000ffff', { headers: { authorization: `Bearer ${token}` } }]],
    ['sign-in', () => ['/sign-in/oidc/yangpu/start', {}]],
  ];
  it.each(waiting)('are answered within the deadline, whatever they wait for: %s', async (_, requestOf) => {
    now += 60_000;
    const superuser = new Client({ connectionString: api.databaseUrl.superuser });
    await superuser.connect();
    await superuser.query('begin; lock table project, sign_in_provider in access exclusive mode');
    try {
      const [path, init] = requestOf(officer.token);
      const reply = await send(path, {}, init);
      expect(reply.status).toBe(504);
      const { errors } = (await reply.json()) as { errors: { extensions: Data }[] };
      expect(errors[0]!.extensions['code']).toBe('deadline-exceeded');
    } finally {
      await superuser.query('rollback');
      await superuser.end();
    }
  });
});
