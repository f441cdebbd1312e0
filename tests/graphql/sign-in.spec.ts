import { addDays, civilDateAt, type Instant } from '@guicheng/kernel';
import { prepare } from '@guicheng/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from './signed-in.ts';
import { startTestApi, type Reply, type SignedInCaller, type TestApi } from './test-api.ts';

const START = 1_795_651_500_000;
const HOUR = 3_600_000;
const ME = '{ me { __typename ... on Me { id district } ... on RequestRefused { problems { code } } } }';
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input, idempotencyKey: "k") {
  __typename ... on SignedIn { token device session { id } } ... on RequestRefused { problems { code messageZh messageEn } } } }`;
const SIGN_OUT = 'mutation { signOut(idempotencyKey: "k") { __typename } }';

describe('signing in over HTTP', () => {
  let api: TestApi;
  let now = START;
  let person: SignedInCaller;

  const signIn = (over: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Reply> =>
    api.post(
      JSON.stringify({
        query: SIGN_IN,
        variables: { input: { district: person.district, login: person.login, password: PASSWORD, ...over } },
      }),
      headers,
    );
  const whoIs = async (headers: Record<string, string>): Promise<unknown> =>
    (await api.post(JSON.stringify({ query: ME }), headers)).body.data?.['me'];
  const cookiesOf = ({ headers }: Reply): Map<string, string> =>
    new Map(headers.getSetCookie().map((line) => [line.slice(0, line.indexOf('=')), line]));
  const cookieHeader = (reply: Reply): string => [...cookiesOf(reply).values()].map((line) => line.split(';')[0]).join('; ');
  const nobody = { __typename: 'RequestRefused', problems: [{ code: 'sign-in-required' }] };

  beforeAll(async () => {
    api = await startTestApi({ logLevel: 'trace', clock: { now: () => now as Instant } });
  });
  beforeEach(async () => {
    now = START;
    person = await api.signedIn('yangpu');
  });
  afterAll(() => api.close());

  it('a browser is given cookies that no script reads and no other site sends along, and no token in the answer', async () => {
    const reply = await signIn();
    expect(reply.body.data!['signIn']).toMatchObject({ __typename: 'SignedIn', token: null, device: null });
    const cookies = cookiesOf(reply);
    expect([...cookies.keys()].sort()).toEqual(['guicheng-device', 'guicheng-session']);
    for (const line of cookies.values()) expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(await whoIs({ cookie: cookieHeader(reply) })).toEqual({ __typename: 'Me', id: person.personId, district: 'yangpu' });
  });

  it('a program is given the token in the answer, and no cookie', async () => {
    const reply = await signIn({ deliver: 'ANSWER' });
    expect(reply.headers.getSetCookie()).toEqual([]);
    const { token } = reply.body.data!['signIn'];
    expect(await whoIs({ authorization: `Bearer ${token}` })).toMatchObject({ id: person.personId });
  });

  it('signing out ends the session and the browser forgets it; the token is of no use any more', async () => {
    const first = await signIn();
    const cookie = cookieHeader(first);
    const out = await api.post(JSON.stringify({ query: SIGN_OUT }), { cookie });
    expect(cookiesOf(out).get('guicheng-session')).toMatch(/^guicheng-session=; .*Max-Age=0$/);
    expect(await whoIs({ cookie })).toEqual(nobody);
  });

  it('a cookie that holds no more is nobody’s, and its holder may sign in again; in a header the same token is refused', async () => {
    const cookie = cookieHeader(await signIn());
    const token = /guicheng-session=([^;]+)/.exec(cookie)![1]!;
    now += HOUR;
    expect(await whoIs({ cookie })).toEqual(nobody);
    const refused = await api.post(JSON.stringify({ query: ME }), { authorization: `Bearer ${token}` });
    expect([refused.status, refused.body.errors?.[0]?.extensions['code']]).toEqual([401, 'session-over']);
    expect((await signIn({}, { cookie })).body.data!['signIn'].__typename).toBe('SignedIn');
  });

  it('ends after twelve hours, however much it is used', async () => {
    const cookie = cookieHeader(await signIn());
    for (let half = 1; half < 24; half++) {
      now = START + (half * HOUR) / 2;
      expect(await whoIs({ cookie })).toMatchObject({ __typename: 'Me' });
    }
    now = START + 12 * HOUR;
    expect(await whoIs({ cookie })).toEqual(nobody);
  });

  it('nobody can lay a session in wait for somebody: signing in gives a new one and ends what came along', async () => {
    const laid = cookieHeader(await signIn());
    const reply = await signIn({}, { cookie: laid });
    expect(cookieHeader(reply)).not.toContain(/guicheng-session=([^;]+)/.exec(laid)![1]!);
    expect(await whoIs({ cookie: laid })).toEqual(nobody);
    const made = await signIn({}, { cookie: 'guicheng-session=gcs_yangpu_chosen-by-somebody' });
    expect(cookieHeader(made)).not.toContain('chosen-by-somebody');
  });

  it('a token of another district, tampered with or cut off is refused', async () => {
    const { token } = await api.signedIn('yicheng');
    expect(await whoIs({ authorization: `Bearer ${token}` })).toMatchObject({ district: 'yicheng' });
    for (const wrong of [
      token.replace('_yicheng_', '_yangpu_'),
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      person.token.slice(0, -6),
    ]) {
      const reply = await api.post(JSON.stringify({ query: ME }), { authorization: `Bearer ${wrong}` });
      expect([reply.status, reply.body.errors?.[0]?.extensions['code']]).toEqual([401, 'credential-not-valid']);
    }
  });

  it('answers alike for a wrong password and for nobody, also when it pauses', async () => {
    const told = async (over: Record<string, unknown>): Promise<unknown> => {
      const { status, body, headers } = await signIn(over);
      return { status, body, cookies: headers.getSetCookie() };
    };
    for (let attempt = 0; attempt < 6; attempt++) {
      const wrong = await told({ password: 'wrong' });
      expect(wrong).toMatchObject({
        body: { data: { signIn: { problems: [{ code: attempt < 5 ? 'sign-in-refused' : 'sign-in-paused' }] } } },
      });
      expect(await told({ login: 'nobody', password: 'wrong' })).toEqual(wrong);
    }
  });

  it('ends at once where the account is disabled, by who may, in the own district only; and goes on when it is enabled again', async () => {
    const STATE = (field: string): string => `mutation ($person: ID!, $key: ID!) { answer: ${field}(person: $person, idempotencyKey: $key) {
      ... on AccountState { disabled } ... on RequestRefused { problems { code } } } }`;
    const [admin, stranger] = [await api.signedIn('yangpu', ['district-admin']), await api.signedIn('yicheng', ['district-admin'])];
    const set = async (who: SignedInCaller, field: string, key: string, id = person.personId): Promise<unknown> =>
      (await who.ask(STATE(field), { person: id, key })).body.data!['answer'];
    expect(await set(stranger, 'disableAccount', '1')).toEqual({ problems: [{ code: 'account-not-found' }] });
    expect(await set(person, 'disableAccount', '1')).toEqual({ problems: [{ code: 'not-permitted' }] });
    expect(await set(admin, 'disableAccount', '1', admin.personId)).toEqual({ problems: [{ code: 'own-account' }] });
    expect(await set(admin, 'disableAccount', '2', 'no-id')).toEqual({ problems: [{ code: 'account-not-found' }] });
    expect(await whoIs({ authorization: `Bearer ${person.token}` })).toMatchObject({ id: person.personId });
    expect(await set(admin, 'disableAccount', '3')).toEqual({ disabled: true });
    expect((await api.post(JSON.stringify({ query: ME }), { authorization: `Bearer ${person.token}` })).status).toBe(401);
    expect((await signIn()).body.data!['signIn'].problems).toMatchObject([{ code: 'sign-in-refused' }]);
    expect(await set(admin, 'enableAccount', '4')).toEqual({ disabled: false });
    expect((await signIn()).body.data!['signIn'].__typename).toBe('SignedIn');
  });

  it('ends with the last day of who leaves', async () => {
    const cookie = cookieHeader(await signIn());
    const today = civilDateAt(now as Instant);
    await prepare(await api.database(), 'yangpu', ({ people }) => people.end(person.personId, addDays(today, -1)));
    expect(await whoIs({ cookie })).toEqual(nobody);
    expect((await signIn()).body.data!['signIn'].problems).toMatchObject([{ code: 'sign-in-refused' }]);
  });

  it('a page of another site cannot sign anybody in or out: forms, plain text and GET are refused', async () => {
    const body = JSON.stringify({ query: SIGN_OUT });
    const cookie = cookieHeader(await signIn());
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect((await api.post(body, { 'content-type': type, cookie })).status).toBe(415);
    const get = await fetch(`${api.url}/graphql?query=${encodeURIComponent(SIGN_OUT)}`, {
      headers: { cookie, 'apollo-require-preflight': '1' },
    });
    expect(get.status).toBe(405);
    const preflight = await fetch(`${api.url}/graphql`, { method: 'OPTIONS', headers: { origin: 'http://elsewhere.example' } });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect(await whoIs({ cookie })).toMatchObject({ __typename: 'Me' });
  });

  it('no log line holds a password, a token, a login or a code', async () => {
    const reply = await signIn({ code: '123456', newPassword: 'a new secret' });
    await signIn({ login: 'a typed secret', password: 'another secret' });
    const token = /guicheng-session=([^;]+)/.exec(cookieHeader(reply))![1]!;
    await api.post('{', { cookie: `guicheng-session=${token}` });
    for (const secret of [PASSWORD, 'secret', token, token.slice(12, 40), person.login]) expect(api.log.join('')).not.toContain(secret);
  });
});

describe('where people come by https', () => {
  it('cookies are for https and this server only, and a cookie under the plain name is nobody’s', async () => {
    const api = await startTestApi({ publicUrl: 'https://rules.example.cn' });
    const { login, token } = await api.signedIn('yangpu');
    const reply = await api.post(
      JSON.stringify({ query: SIGN_IN, variables: { input: { district: 'yangpu', login, password: PASSWORD } } }),
    );
    const lines = reply.headers.getSetCookie();
    expect(lines.map((line) => line.split('=')[0]).sort()).toEqual(['__Host-guicheng-device', '__Host-guicheng-session']);
    for (const line of lines) expect(line).toMatch(/; Secure$/);
    const me = await api.post(JSON.stringify({ query: ME }), { cookie: `guicheng-session=${token}` });
    expect(me.body.data!['me'].__typename).toBe('RequestRefused');
    await api.close();
  });
});
