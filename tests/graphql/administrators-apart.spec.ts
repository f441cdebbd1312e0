import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addDays, type Instant } from '@guicheng/kernel';
import { prepare, testDistrict, testId, type TestDistrict } from '@guicheng/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

/** A CAS server that lets everybody in as 0042, as one can set up who administers. */
const portal = createServer((_, response) => {
  const user = '<cas:authenticationSuccess><cas:user>0042</cas:user></cas:authenticationSuccess>';
  response.end(`<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${user}</cas:serviceResponse>`);
});
const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
const AT = Date.UTC(2026, 0, 5) as Instant;
let keys = 0;
const key = (): string => `apart-${(keys += 1)}`;
const codes = (answer: {
  readonly __typename: string;
  readonly problems?: readonly { readonly code: string; readonly pointer: string }[];
}) => answer.problems?.map(({ code, pointer }) => `${code} ${pointer}`.trim()) ?? answer.__typename;

describe('三员 and what lets programs and other systems in', () => {
  let api: TestApi;
  let here: TestDistrict;
  let cas: string;
  let [admin, system, security]: SignedInCaller[] = [];
  beforeAll(async () => {
    cas = await listening(portal);
    api = await startTestApi({ identityNetworks: ['127.0.0.1/32'] });
    here = await testDistrict(await api.database(), 'yangpu', { administrators: true });
    const signIn = (name: string) => api.signInAs('yangpu', testId('yangpu', name));
    [admin, system, security] = [await signIn('admin'), await signIn('systemAdministrator'), await signIn('securityAdministrator')];
  });
  afterAll(async () => {
    await api.close();
    portal.closeAllConnections();
    portal.close();
  });

  const configure = async (who: SignedInCaller) =>
    (await who.run('ConfigureCasSignIn', { input: { url: cas }, key: key() })).configureCasSignIn;
  const link = async (who: SignedInCaller, person: string) =>
    (await who.run('LinkPerson', { input: { protocol: 'CAS', subject: '0042', person }, key: key() })).linkPerson;
  const client = (roles: readonly ('OFFICE_OFFICER' | 'AUDITOR' | 'APPLICANT')[], unit: string) => ({
    ...{ input: { unit, name: `接口 ${keys}`, roles: [...roles], scopes: ['PROJECTS_READ' as const] }, key: key() },
  });

  /** Signs in at the portal; the cookie of the session. */
  const throughPortal = async (): Promise<string> => {
    const start = await fetch(`${api.url}/sign-in/cas/yangpu/start`, { redirect: 'manual' });
    const service = new URL(start.headers.get('location')!).searchParams.get('service')!;
    const cookie = start.headers.getSetCookie()[0]!.split(';')[0]!;
    const back = await fetch(`${service}&ticket=ST-1`, { redirect: 'manual', headers: { cookie } });
    return back.headers
      .getSetCookie()
      .find((one) => one.startsWith('guicheng-session='))!
      .split(';')[0]!;
  };

  it('how people sign in elsewhere is the security administrator’s: neither the system administrator nor the district admin sets it', async () => {
    const victim = testId('yangpu', 'auditAdministrator');
    expect(codes(await configure(system!))).toEqual(['not-permitted']);
    expect(codes(await configure(admin!))).toEqual(['duties-separated']);
    expect(codes(await configure(security!))).toBe('SignInProvider');
    expect(codes(await link(system!, victim))).toEqual(['not-permitted']);
    expect(codes(await link(admin!, victim))).toEqual(['duties-separated']);
  });

  it('a session that another system began has no post of 三员 in it, so that nobody reads the audit as their administrator', async () => {
    const auditAdministrator = testId('yangpu', 'auditAdministrator');
    expect(codes(await link(security!, auditAdministrator))).toEqual(['administrator-signs-in-here /input/person']);
    // Appointed after the link was made.
    await prepare(
      await api.database(),
      'yangpu',
      async ({ federation }) => void (await federation.link(cas, '0042', auditAdministrator, AT)),
    );
    const cookie = await throughPortal();
    const query =
      '{ me { ... on Me { id posts { role } } } auditEntries(first: 1) { __typename ... on RequestRefused { problems { code pointer } } } }';
    const { body } = await api.post(JSON.stringify({ query }), { cookie });
    expect(body.data).toMatchObject({ me: { id: auditAdministrator, posts: [] } });
    expect(codes(body.data!['auditEntries'] as never)).toEqual(['not-permitted']);
  });

  it('a program’s roles come from who appoints, its credentials from who gives accounts', async () => {
    const bureau = here.units.bureau;
    const register = async (who: SignedInCaller, roles: Parameters<typeof client>[0] = ['APPLICANT']) =>
      (await who.run('RegisterApiClient', client(roles, bureau))).registerApiClient;
    expect(codes(await register(system!))).toEqual(['not-permitted']);
    expect(codes(await register(admin!))).toEqual(['duties-separated']);
    const registered = await register(security!);
    if (registered.__typename !== 'ApiClient') throw new Error(codes(registered).toString());
    const issue = async (who: SignedInCaller) =>
      (await who.run('IssueApiCredential', { input: { client: registered.id, kind: 'API_KEY', days: 9 }, key: key() })).issueApiCredential;
    expect(codes(await issue(security!))).toEqual(['not-permitted']);
    expect(codes(await issue(admin!))).toEqual(['duties-separated']);
    expect(codes(await issue(system!))).toBe('ApiCredentialIssued');
    expect(codes(await register(security!, ['APPLICANT', 'OFFICE_OFFICER']))).toEqual(['role-not-in-unit /input/roles/1']);
  });
});

describe('a unit that was closed', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  it('acts no more through its program', async () => {
    const { database } = api;
    const { units } = await testDistrict(await database(), 'yangpu');
    const chief = await api.signInAs('yangpu', testId('yangpu', 'admin'));
    const { registerApiClient } = await chief.run('RegisterApiClient', {
      input: { unit: units.bureau, name: '接口', roles: ['APPLICANT'], scopes: ['PROJECTS_READ'] },
      key: key(),
    });
    if (registerApiClient.__typename !== 'ApiClient') throw new Error(codes(registerApiClient).toString());
    const issuing = { client: registerApiClient.id, kind: 'API_KEY' as const, days: 9 };
    const { issueApiCredential } = await chief.run('IssueApiCredential', { input: issuing, key: key() });
    if (issueApiCredential.__typename !== 'ApiCredentialIssued') throw new Error(codes(issueApiCredential).toString());
    const asked = async () => {
      const { body } = await api
        .as(issueApiCredential.text!)
        .ask('{ projects { __typename ... on RequestRefused { problems { code pointer } } } }');
      return codes(body.data!['projects'] as never);
    };
    expect(await asked()).toBe('ProjectConnection');
    await prepare(await database(), 'yangpu', async ({ units: all }) => {
      for (const { periodId, from } of await all.periods(units.bureau)) await all.endPeriod(periodId, addDays(from, 1));
    });
    expect(await asked()).toEqual(['not-permitted']);
  });
});
