import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdministrator } from './example-setups.ts';
import { startTestApi, type TestApi } from './test-api.ts';

/** A CAS server that believes every ticket to be of `0042`. */
const portal = createServer((_, response) => {
  const user = '<cas:authenticationSuccess><cas:user>0042</cas:user></cas:authenticationSuccess>';
  response.end(`<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${user}</cas:serviceResponse>`);
});

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));

describe('sign-in by another system, over HTTP', () => {
  let api: TestApi;
  let cas: string;
  let personId: string;

  const get = (path: string, cookie = ''): Promise<Response> => fetch(new URL(path, api.url), { redirect: 'manual', headers: { cookie } });
  const cookieOf = (response: Response, name: string): string =>
    response.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
  const start = async (
    returnTo = '/graphiql',
  ): Promise<{ readonly callback: string; readonly cookie: string; readonly attributes: string }> => {
    const response = await get(`/sign-in/cas/yangpu/start?returnTo=${encodeURIComponent(returnTo)}`);
    expect(response.status).toBe(303);
    const service = new URL(response.headers.get('location')!).searchParams.get('service')!;
    const attributes = cookieOf(response, 'guicheng-sign-in');
    return { callback: `${service}&ticket=ST-1`, cookie: attributes.split(';')[0]!, attributes };
  };

  beforeAll(async () => {
    cas = await listening(portal);
    api = await startTestApi({ identityNetworks: ['127.0.0.1/32'] });
    const { person } = await asAdministrator(api);
    const { configureCasSignIn } = await person.run('ConfigureCasSignIn', { input: { url: cas }, key: 'c' });
    expect(configureCasSignIn).toMatchObject({ startPath: '/sign-in/cas/yangpu/start', issuer: cas });
    ({ personId } = await api.signedIn('yangpu', ['applicant']));
    await person.run('LinkPerson', { input: { protocol: 'CAS', subject: '0042', person: personId }, key: 'l' });
  });
  afterAll(async () => {
    await api.close();
    portal.closeAllConnections();
    portal.close();
  });

  it('a browser goes out, comes back, and is signed in by a cookie of ours', async () => {
    const { callback, cookie, attributes } = await start();
    expect(attributes).toMatch(/; Path=\/sign-in\/cas\/yangpu; HttpOnly; SameSite=Lax; Max-Age=600$/);
    const back = await get(callback, cookie);
    expect([back.status, back.headers.get('location')]).toEqual([303, '/graphiql']);
    const session = cookieOf(back, 'guicheng-session');
    expect(session).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookieOf(back, 'guicheng-sign-in')).toContain('Max-Age=0');
    const query = JSON.stringify({ query: '{ me { ... on Me { id session { method } } } }' });
    const { body } = await api.post(query, { cookie: session.split(';')[0]! });
    expect(body.data).toEqual({ me: { id: personId, session: { method: 'cas' } } });
  });

  it('coming back again, in another browser or in another district is refused in Chinese first', async () => {
    const { callback, cookie } = await start();
    const refused = async (path: string, shown: string): Promise<void> => {
      const response = await get(path, shown);
      expect([response.status, response.headers.getSetCookie().some((one) => one.startsWith('guicheng-session='))]).toEqual([400, false]);
      expect(await response.text()).toMatch(/^这次登录.*\n.*\n\nsign-in-attempt-unknown · /);
    };
    await refused(callback.replace('/yangpu/', '/pudong/'), cookie);
    await refused(callback, 'guicheng-sign-in=another');
    await refused(callback, cookie);
  });

  it('does not lead to another server', async () => {
    for (const evil of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const { callback, cookie } = await start(evil);
      expect((await get(callback, cookie)).headers.get('location')).toBe('/');
    }
  });

  it.each([
    ['/sign-in/oidc/yangpu/start', 404],
    ['/sign-in/cas/nowhere/start', 404],
    ['/sign-in/saml/yangpu/start', 404],
    ['/sign-in/cas/Yangpu/start', 404],
    ["/sign-in/cas/'%20or%201=1/start", 404],
    ['/sign-in/cas/yangpu/callback', 400],
  ])('%s: %s', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('who is not linked is told so and nothing else', async () => {
    const { person } = await asAdministrator(api);
    await person.run('UnlinkPerson', { input: { protocol: 'CAS', subject: '0042', person: personId }, key: 'u' });
    const { callback, cookie } = await start();
    const response = await get(callback, cookie);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('person-not-mapped');
    expect(JSON.stringify(api.log)).not.toContain('ST-1');
  });
});
