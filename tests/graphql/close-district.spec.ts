import { once } from 'node:events';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { TEST_AT } from '@guicheng/testing';
import { asAdministrator } from './example-setups.ts';
import { makePerson, PASSWORD } from './signed-in.ts';
import { startTestApi, type Data, type SignedInCaller, type TestApi } from './test-api.ts';

const CLOSED = 'district-closed';
const REASON = '并入新区，不再单独受理';

describe('a district that was closed', () => {
  let api: TestApi;
  let operator: SignedInCaller;
  let admin: SignedInCaller;
  let neighbour: SignedInCaller;
  let apiKey: string;
  let oauth: { readonly id: string; readonly secret: string; readonly token: string };
  let link: string;
  let watching: Promise<number>;
  let closing: Data;

  const codesOf = (answer: unknown): unknown => (answer as { problems?: readonly { code: string }[] }).problems?.map(({ code }) => code);
  const askedWith = async (credential: string): Promise<unknown> => {
    const { status, body } = await api.as(credential).ask('{ me { __typename } }');
    return [status, body.errors?.[0]?.extensions['code'] ?? body.data?.['me'].__typename];
  };
  const tokenOf = async (): Promise<{ readonly status: number; readonly body: Data }> => {
    const authorization = `Basic ${Buffer.from(`${oauth.id}:${oauth.secret}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await fetch(`${api.url}/oauth/token`, { method: 'POST', headers, body: 'grant_type=client_credentials' });
    return { status: reply.status, body: (await reply.json()) as Data };
  };
  const close = (district: string, key: string) => operator.run('CloseDistrict', { input: { district, reason: REASON }, key });

  beforeAll(async () => {
    api = await startTestApi();
    operator = await api.signedIn('platform', ['platform-operator']);
    neighbour = await api.signedIn('pudong', ['district-admin']);
    const administrator = await asAdministrator(api);
    admin = administrator.person;
    const input = { unit: administrator.unit, name: '接口', roles: [], scopes: ['DECIDE' as const] };
    const { registerApiClient } = await admin.run('RegisterApiClient', { input, key: 'r' });
    if (registerApiClient.__typename !== 'ApiClient') throw new Error(JSON.stringify(registerApiClient));
    const issue = async (kind: 'API_KEY' | 'CLIENT_SECRET'): Promise<string> => {
      const { issueApiCredential } = await admin.run('IssueApiCredential', {
        input: { client: registerApiClient.id, kind, days: 1 },
        key: kind,
      });
      if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error(JSON.stringify(issueApiCredential));
      return issueApiCredential.text!;
    };
    apiKey = await issue('API_KEY');
    oauth = { id: registerApiClient.oauthClientId, secret: await issue('CLIENT_SECRET'), token: '' };
    oauth = { ...oauth, token: String((await tokenOf()).body['access_token']) };
    await admin.run('ConfigureCasSignIn', { input: { url: 'https://portal.example.cn/cas' }, key: 'cas' });
    const { invitePerson } = await admin.run('InvitePerson', { person: await makePerson(await api.database(), 'yangpu', []), key: 'i' });
    if (invitePerson.__typename !== 'Invitation') throw new Error(JSON.stringify(invitePerson));
    link = invitePerson.path.replace('/setup#', '');
    for (const credential of [admin.token, apiKey, oauth.token]) expect(await askedWith(credential)).toEqual([200, 'Me']);
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL);
    watching = new Promise((resolve) => void socket.once('close', resolve));
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${admin.token}` } }));
    await once(socket, 'message');
    closing = (await close('yangpu', 'close')).closeDistrict;
  });
  afterAll(() => api.close());

  it('is closed by the operator with a reason, once and for good; the same request is answered alike', async () => {
    expect(closing).toMatchObject({ __typename: 'HostedDistrict', code: 'yangpu', closedAt: expect.any(String) as string });
    expect((await close('yangpu', 'close')).closeDistrict).toEqual(closing);
    expect(codesOf((await close('yangpu', 'again')).closeDistrict)).toEqual([CLOSED]);
    for (const [index, none] of ['platform', 'nowhere', ''].entries())
      expect(codesOf((await close(none, `none ${index}`)).closeDistrict)).toEqual(['district-not-found']);
    const nothing = await operator.run('CloseDistrict', { input: { district: 'pudong', reason: ' ' }, key: 'no reason' });
    expect(codesOf(nothing.closeDistrict)).toEqual(['text-not-valid']);
    const byOther = await neighbour.run('CloseDistrict', { input: { district: 'pudong', reason: REASON }, key: 'other' });
    expect(codesOf(byOther.closeDistrict)).toEqual(['not-permitted']);
    const open = { code: 'yangpu', nameZh: '杨浦', office: { code: 'o', nameZh: '办' }, admin: { nameZh: '李' } };
    expect(codesOf((await operator.run('OpenDistrict', { input: open, key: 'reopen' })).openDistrict)).toEqual(['district-code-taken']);
  });

  it('stands in the list of districts, which the operator sees and nobody else', async () => {
    const { districts } = await operator.run('Districts', {});
    if (districts.__typename !== 'DistrictList') throw new Error(JSON.stringify(districts));
    expect(districts.districts.map(({ code, closedAt }) => [code, closedAt !== null])).toEqual([
      ['pudong', false],
      ['yangpu', true],
    ]);
    expect(codesOf((await neighbour.run('Districts', {})).districts)).toEqual(['not-permitted']);
  });

  it('lets nobody in: no session, key, access token or file, by whatever credential was good a moment ago', async () => {
    for (const credential of [admin.token, apiKey, oauth.token]) expect(await askedWith(credential)).toEqual([401, CLOSED]);
    const file = await fetch(`${api.url}/files/projects.jsonl`, { headers: { authorization: `Bearer ${admin.token}` } });
    expect(file.status).toBe(401);
    expect(await file.text()).toContain(CLOSED);
    expect(await tokenOf()).toMatchObject({ status: 401, body: { error: 'invalid_client', code: CLOSED } });
    expect(await watching).toBe(4401);
  });

  it('begins nothing anew: no sign-in of either kind, no link, no invitation', async () => {
    const signIn = await api.run('SignIn', { input: { district: 'yangpu', login: admin.login, password: PASSWORD }, key: 'in' });
    expect(codesOf(signIn.signIn)).toEqual([CLOSED]);
    const start = await fetch(`${api.url}/sign-in/cas/yangpu/start`, { redirect: 'manual' });
    expect(start.headers.get('location') ?? '').not.toContain('portal');
    expect(`${start.headers.get('location') ?? ''} ${await start.text()}`).toContain(CLOSED);
    const accepted = await api.run('AcceptInvitation', { input: { token: link, login: 'late', password: PASSWORD }, key: 'a' });
    expect(codesOf(accepted.acceptInvitation)).toEqual([CLOSED]);
    expect(codesOf((await api.run('OneTimeLink', { token: link })).oneTimeLink)).toEqual([CLOSED]);
    const first = await operator.run('InviteFirstAdmin', { district: 'yangpu', key: 'f' });
    expect(codesOf(first.inviteFirstAdmin)).toEqual([CLOSED]);
  });

  it('keeps its data and its audit chain, which ends with the closing: the auditor reads it, nothing is added', async () => {
    const auditor = new Client({ connectionString: api.databaseUrl.auditor });
    await auditor.connect();
    const last = async (district: string): Promise<unknown> => {
      await auditor.query(`select set_config('guicheng.district', $1, false)`, [district]);
      const { rows } = await auditor.query('select action, actor_id, details from audit_entry order by sequence desc limit 1');
      return rows[0];
    };
    const details = expect.stringContaining(REASON) as string;
    expect(await last('yangpu')).toEqual({ action: 'district.close', actor_id: operator.personId, details });
    await auditor.end();
    const superuser = new Client({ connectionString: api.databaseUrl.superuser });
    await superuser.connect();
    const { rows } = await superuser.query(
      `select (select count(*)::int from session where district = 'yangpu' and ended_at is null) as sessions,
        (select count(*)::int from invitation where district = 'yangpu' and used_at is null and voided_at is null) as links`,
    );
    await superuser.end();
    expect(rows).toEqual([{ sessions: 0, links: 0 }]);
    const database = await api.database();
    const change = { district: 'yangpu', actor: { kind: 'system' as const, id: 'test', onBehalfOf: null }, requestId: 'late', at: TEST_AT };
    const late = await database.change({ ...change, idempotency: null }, async () => {
      throw new Error('nothing is begun in a closed district');
    });
    expect(late).toMatchObject({ ok: false, error: [{ code: CLOSED }] });
  });

  it('holds nobody else up', async () => {
    expect(await askedWith(neighbour.token)).toEqual([200, 'Me']);
    expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
