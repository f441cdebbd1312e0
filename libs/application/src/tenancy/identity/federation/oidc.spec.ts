import { createSecretKey } from 'node:crypto';
import type { Server } from 'node:http';
import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import Provider from 'oidc-provider';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postsOn } from '../../organisation/posts-on.ts';
import { authenticateWith } from '../credentials/authenticate.ts';
import { sessionAuthenticator } from '../sessions/session-authenticator.ts';
import { boundedWork } from '../passwords/bounded-work.ts';
import { passwordHasher } from '../passwords/password-hash.ts';
import { secretBox } from '../secret-box.ts';
import { randomBytes } from 'node:crypto';
import { civilDateAt } from '@guicheng/kernel';
import type { Federation } from './federation.ts';
import {
  administratorOf,
  begin,
  callbackOf,
  closeServer,
  configure,
  federationOf,
  finish,
  heldIn,
  listen,
  machineNow,
  oidcSettings,
  openDistrict,
  ownPosts,
  personId,
  POSTS,
  trace,
} from './federation-trial.fixture.ts';
import { pretendedProvider, type Forgery } from './pretended-provider.fixture.ts';

describe('sign-in by OpenID Connect', () => {
  let test: TestDatabase;
  let database: Database;
  let superuser: Client;
  let shift = 0;
  const clock: Clock = { now: () => instantOf(machineNow() + shift) as Instant };
  let federation: Federation;

  const session = async (token: string): Promise<unknown> => {
    const parts = {
      database,
      clock,
      random: randomBytes,
      hasher: passwordHasher({ log2N: 4, r: 8, p: 1 }, randomBytes, boundedWork({ atOnce: 1, waiting: 1 })),
      box: secretBox(new Uint8Array(32), randomBytes),
      postsOf: (repositories: Parameters<typeof postsOn>[0], person: string, at: Instant) => postsOn(repositories, person, civilDateAt(at)),
    };
    const found = await authenticateWith([sessionAuthenticator(parts)])(token, { at: clock.now(), address: null });
    return found.ok ? found.value : found.error.code;
  };

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    for (const district of ['east', 'west']) await openDistrict(database, district);
  });
  afterAll(async () => {
    await superuser.end();
    await database.close();
    await test.close();
  });
  beforeEach(() => {
    shift = 0;
    federation = federationOf(database, clock);
  });

  describe('at a real provider', () => {
    let server: Server;
    let issuer: string;
    let groups: readonly string[] = ['bureau-clerks'];

    beforeAll(async () => {
      const made: { provider?: Provider } = {};
      ({ server, url: issuer } = await listen((request, response) => void made.provider!.callback()(request, response)));
      made.provider = new Provider(issuer, {
        clients: [
          {
            client_id: 'guicheng',
            client_secret: 'a secret of the client',
            redirect_uris: ['east', 'west'].map((district) => callbackOf(district, 'oidc')),
          },
        ],
        pkce: { required: () => true },
        cookies: { keys: ['a key of the cookies'] },
        conformIdTokenClaims: false,
        claims: { openid: ['sub', 'employee_no', 'groups'] },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: () => ({ sub: id, employee_no: id.replace('wang-', ''), groups: [...groups] }),
        }),
        loadExistingGrant: async ({ oidc }) => {
          const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
          grant.addOIDCScope('openid');
          await grant.save();
          return grant;
        },
      });
      for (const district of ['east', 'west']) await configure(federationOf(database, clock), clock, district, oidcSettings(issuer));
    });
    afterAll(() => closeServer(server));

    /** A browser that signs in at the provider; gives the query that it comes back with. */
    const atProvider = async (location: URL, login: string): Promise<string> => {
      const cookies = new Map<string, string>();
      const visit = async (url: URL, body?: URLSearchParams): Promise<Response> => {
        const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
        const response = await fetch(url, { redirect: 'manual', headers, ...(body === undefined ? {} : { method: 'POST', body }) });
        for (const cookie of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
          cookies.set(name!, value!);
        }
        return response;
      };
      let url = location;
      for (let step = 0; step < 8; step++) {
        const isForm = url.pathname.startsWith('/interaction/');
        const response = await visit(url, isForm ? new URLSearchParams({ prompt: 'login', login, password: 'x' }) : undefined);
        const next = new URL(response.headers.get('location') ?? '', url);
        if (!next.href.startsWith(issuer)) return next.search;
        url = next;
      }
      throw new Error('the provider sends nobody back');
    };

    it('ends in a session of ours, in the posts that the claims give and no others', async () => {
      const { location, browser } = await begin(federation, 'east', 'oidc', '/projects?page=2');
      expect(Object.fromEntries(location.searchParams)).toMatchObject({
        code_challenge_method: 'S256',
        response_type: 'code',
        client_id: 'guicheng',
      });
      const done = await finish(federation, 'east', 'oidc', await atProvider(location, 'wang-0042'), browser);
      expect(done).toMatchObject({ returnTo: '/projects?page=2' });
      if (typeof done === 'string') return;
      expect(await session(done.token)).toMatchObject({
        district: 'east',
        kind: 'person',
        id: personId('east'),
        posts: [{ role: 'applicant', onBehalfOf: null }],
        steppedUpUntil: null,
      });
      expect(await heldIn(database, clock, 'east', 0)).toEqual(['applicant bureau']);
      expect(await heldIn(database, clock, 'east', 1)).toEqual(['applicant bureau']);
      expect(await heldIn(database, clock, 'east', 2)).toEqual([]);
    });

    it('what came back once cannot come back again, nor the code with another sign-in', async () => {
      const first = await begin(federation, 'east', 'oidc');
      const query = await atProvider(first.location, 'wang-0042');
      expect(await finish(federation, 'east', 'oidc', query, first.browser)).toMatchObject({ returnTo: '/' });
      expect(await finish(federation, 'east', 'oidc', query, first.browser)).toBe('sign-in-attempt-unknown');
      const second = await begin(federation, 'east', 'oidc');
      const mixed = new URLSearchParams(query);
      mixed.set('state', second.location.searchParams.get('state')!);
      expect(await finish(federation, 'east', 'oidc', `?${mixed.toString()}`, second.browser)).toBe('identity-not-proved');
    });

    it('a code that was stolen is of no use to another browser’s sign-in', async () => {
      const victim = await begin(federation, 'east', 'oidc');
      const stolen = new URLSearchParams(await atProvider(victim.location, 'wang-0042'));
      const thief = await begin(federation, 'east', 'oidc');
      stolen.set('state', thief.location.searchParams.get('state')!);
      expect(await finish(federation, 'east', 'oidc', `?${stolen.toString()}`, thief.browser)).toBe('identity-not-proved');
    });

    it('a state that is wrong, missing, doubled, too old, of another browser or of another district is refused', async () => {
      const start = async (): Promise<{ readonly query: string; readonly browser: string }> => {
        const { location, browser } = await begin(federation, 'east', 'oidc');
        return { query: await atProvider(location, 'wang-0042'), browser };
      };
      const { query, browser } = await start();
      const changed = (change: (parameters: URLSearchParams) => void): string => {
        const parameters = new URLSearchParams(query);
        change(parameters);
        return `?${parameters.toString()}`;
      };
      const unknown = 'sign-in-attempt-unknown';
      expect(
        await finish(
          federation,
          'east',
          'oidc',
          changed((p) => p.set('state', 'x')),
          browser,
        ),
      ).toBe(unknown);
      expect(
        await finish(
          federation,
          'east',
          'oidc',
          changed((p) => p.delete('state')),
          browser,
        ),
      ).toBe(unknown);
      expect(
        await finish(
          federation,
          'east',
          'oidc',
          changed((p) => p.append('state', 'x')),
          browser,
        ),
      ).toBe(unknown);
      expect(await finish(federation, 'east', 'oidc', query, undefined)).toBe(unknown);
      expect(await finish(federation, 'west', 'oidc', query, browser)).toBe(unknown);
      expect(await finish(federation, 'east', 'oidc', query, 'another')).toBe(unknown);
      const late = await start();
      shift = 10 * 60_000;
      expect(await finish(federation, 'east', 'oidc', late.query, late.browser)).toBe(unknown);
    });

    it('who is linked to nobody is refused with the reason, and it is audited without saying who', async () => {
      const { location, browser } = await begin(federation, 'east', 'oidc');
      expect(await finish(federation, 'east', 'oidc', await atProvider(location, 'li-0099'), browser)).toBe('person-not-mapped');
      const { rows } = await superuser.query<{ details: string }>(
        `select details from audit_entry where action = 'session.sign-in-refused' order by recorded_at desc, sequence desc limit 1`,
      );
      expect(rows[0]!.details).toBe('{"detail":"not-linked","reason":"person-not-mapped"}');
    });

    it('a link in one district is none in another; the one that is taken back ends the sessions', async () => {
      const begun = await begin(federation, 'west', 'oidc');
      const done = await finish(federation, 'west', 'oidc', await atProvider(begun.location, 'wang-0042'), begun.browser);
      if (typeof done === 'string') throw new Error(done);
      const link = { protocol: 'oidc', subject: '0042', personId: personId('west') } as const;
      expect(await federation.unlinkPerson(administratorOf('west', clock), link, trace)).toMatchObject({ ok: true });
      expect(await session(done.token)).toBe('session-over');
      const again = await begin(federation, 'west', 'oidc');
      expect(await finish(federation, 'west', 'oidc', await atProvider(again.location, 'wang-0042'), again.browser)).toBe(
        'person-not-mapped',
      );
      expect(await federation.linkPerson(administratorOf('west', clock), link, trace)).toMatchObject({ ok: true });
    });

    it('posts follow the claims from sign-in to sign-in: begun, renewed day by day, ended when they are gone', async () => {
      const signIn = async (...now: string[]): Promise<void> => {
        groups = now;
        const { location, browser } = await begin(federation, 'east', 'oidc');
        expect(await finish(federation, 'east', 'oidc', await atProvider(location, 'wang-0042'), browser)).toMatchObject({ returnTo: '/' });
      };
      await signIn('bureau-clerks', 'experts', 'district-admins', 'unknown');
      expect([...(await heldIn(database, clock, 'east', 0))].sort()).toEqual(['applicant bureau', 'reviewer office']);
      await signIn('experts');
      expect(await heldIn(database, clock, 'east', 0)).toEqual(['reviewer office']);
      expect(await heldIn(database, clock, 'east', 1)).toEqual(['reviewer office']);
      const before = (await ownPosts(database, 'east')).length;
      await signIn('experts');
      expect(await ownPosts(database, 'east')).toHaveLength(before);
      await signIn();
      expect(await heldIn(database, clock, 'east', 0)).toEqual([]);
      expect(await heldIn(database, clock, 'east', 1)).toEqual([]);
      groups = ['bureau-clerks'];
    });

    it('a change of the configuration counts at once: who is under way under the old one begins anew', async () => {
      const { location, browser } = await begin(federation, 'east', 'oidc');
      const query = await atProvider(location, 'wang-0042');
      await configure(federation, clock, 'east', oidcSettings(issuer));
      expect(await finish(federation, 'east', 'oidc', query, browser)).toBe('sign-in-not-configured');
      expect(await federation.disable(administratorOf('east', clock), 'oidc', trace)).toMatchObject({ ok: true });
      expect(await federation.begin({ district: 'east', protocol: 'oidc', callback: 'http://x', returnTo: undefined })).toMatchObject({
        ok: false,
        error: { code: 'sign-in-not-configured' },
      });
      await configure(federation, clock, 'east', oidcSettings(issuer));
    });
  });

  describe('at a provider that lies', () => {
    let rogue: Awaited<ReturnType<typeof pretendedProvider>>;
    beforeAll(async () => {
      rogue = await pretendedProvider();
      await configure(federationOf(database, clock), clock, 'west', oidcSettings(rogue.url));
    });
    afterAll(() => rogue.close());

    const signIn = async (forgery: (nonce: string) => Forgery, query = ''): Promise<unknown> => {
      const { location, browser } = await begin(federation, 'west', 'oidc');
      const { state, nonce } = Object.fromEntries(location.searchParams);
      rogue.forge(forgery(nonce!));
      return finish(federation, 'west', 'oidc', `?code=c&state=${state!}${query}`, browser);
    };

    it('the pretended provider is believed while it tells the truth', async () => {
      expect(await signIn((nonce) => ({ claims: { nonce } }))).toMatchObject({ returnTo: '/' });
    });

    const seconds = (): number => Math.floor(machineNow() / 1_000);
    it.each<[string, (nonce: string) => Forgery]>([
      ['another nonce', () => ({ claims: { nonce: 'x' } })],
      ['no nonce', () => ({})],
      ['another audience', (nonce) => ({ claims: { nonce, aud: 'another' } })],
      ['two audiences and another authorized party', (nonce) => ({ claims: { nonce, aud: ['guicheng', 'another'], azp: 'another' } })],
      ['another issuer', (nonce) => ({ claims: { nonce, iss: 'https://elsewhere.example' } })],
      ['no signature', (nonce) => ({ claims: { nonce }, unsigned: true })],
      ['a signature by another key', (nonce) => ({ claims: { nonce }, key: rogue.stranger })],
      ['a key that is not published', (nonce) => ({ claims: { nonce }, key: rogue.stranger, kid: 'stranger' })],
      [
        'a shared secret made of the public key',
        (nonce) => ({ claims: { nonce }, alg: 'HS256', key: createSecretKey(Buffer.from(rogue.publicPem)) }),
      ],
      [
        'the client secret as a shared secret',
        (nonce) => ({ claims: { nonce }, alg: 'HS256', key: createSecretKey(Buffer.from('a secret of the client, made longer')) }),
      ],
      ['a time that is over', (nonce) => ({ claims: { nonce, iat: seconds() - 600, exp: seconds() - 300 } })],
      ['no expiry', (nonce) => ({ claims: { nonce, exp: undefined } })],
      ['no subject', (nonce) => ({ claims: { nonce, sub: undefined } })],
      ['no claim of the person', (nonce) => ({ claims: { nonce, employee_no: undefined } })],
      ['two persons at once', (nonce) => ({ claims: { nonce, employee_no: ['0042', '0043'] } })],
      ['an object for the person', (nonce) => ({ claims: { nonce, employee_no: { toString: '0042' } } })],
      ['no token at all', () => ({ body: '{"access_token":"x","token_type":"Bearer"}' })],
      ['no JSON', () => ({ body: '<html>' })],
      ['a refusal', () => ({ status: 400, body: '{"error":"invalid_grant"}' })],
      ['more than is read', (nonce) => ({ claims: { nonce, much: 'x'.repeat(300_000) } })],
    ])('an ID token with %s: nobody signs in', async (_, forgery) => {
      expect(await signIn(forgery)).toBe('identity-not-proved');
    });

    it('a refusal that comes back is told as one, and counts as used', async () => {
      const { location, browser } = await begin(federation, 'west', 'oidc');
      const query = `?error=access_denied&state=${location.searchParams.get('state')!}`;
      expect(await finish(federation, 'west', 'oidc', query, browser)).toBe('sign-in-refused-by-provider');
      expect(await finish(federation, 'west', 'oidc', query, browser)).toBe('sign-in-attempt-unknown');
    });

    it('documents that lead to another server lead nowhere, unless its origin is named', async () => {
      const other = await listen((_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":[]}'));
      let reached = 0;
      other.server.on('request', () => (reached += 1));
      const codes: unknown[] = [];
      for (const origins of [[], [other.url]]) {
        await configure(federation, clock, 'west', oidcSettings(rogue.url, { origins }));
        rogue.publish({ jwks_uri: `${other.url}/jwks` });
        codes.push([await signIn((nonce) => ({ claims: { nonce } })), reached > 0]);
      }
      rogue.publish({});
      await configure(federation, clock, 'west', oidcSettings(rogue.url));
      await closeServer(other.server);
      expect(codes).toEqual([
        ['identity-provider-unavailable', false],
        ['identity-not-proved', true],
      ]);
    });

    it('documents of another issuer are refused when sign-in begins', async () => {
      await configure(federation, clock, 'west', oidcSettings(rogue.url));
      rogue.publish({ issuer: 'https://elsewhere.example' });
      const begun = await federation.begin({ district: 'west', protocol: 'oidc', callback: callbackOf('west', 'oidc'), returnTo: '/' });
      rogue.publish({});
      expect(begun).toMatchObject({ ok: false, error: { code: 'identity-not-proved' } });
      expect(await signIn((nonce) => ({ claims: { nonce } }))).toMatchObject({ returnTo: '/' });
    });

    it('what was discovered is kept for a while, then asked for again', async () => {
      const count = (): number => rogue.asked.filter((path) => path.includes('openid-configuration')).length;
      await signIn((nonce) => ({ claims: { nonce } }));
      const before = count();
      await signIn((nonce) => ({ claims: { nonce } }));
      expect(count()).toBe(before);
      shift = 11 * 60_000;
      await begin(federation, 'west', 'oidc');
      expect(count()).toBe(before + 1);
    });
  });

  describe('its configuration', () => {
    it('keeps its secret sealed, and does not show an old secret to another server', async () => {
      const admin = administratorOf('east', clock);
      const set = (issuer: string, secret: string | null) => federation.configure(admin, { settings: oidcSettings(issuer), secret }, trace);
      expect(await set('https://one.example', 'very-secret')).toMatchObject({ ok: true, value: { hasSecret: true } });
      expect(await set('https://one.example', null)).toMatchObject({ ok: true, value: { hasSecret: true } });
      expect(await set('https://two.example', null)).toMatchObject({ ok: false, error: [{ code: 'client-secret-missing' }] });
      const { rows } = await superuser.query<{ row: string }>(
        `select t::text as row from sign_in_provider t union all select t::text from audit_entry t`,
      );
      expect(rows.map(({ row }) => row).join()).not.toContain('very-secret');
    });

    it.each<[string, object, string]>([
      ['a role that is appointed by people', { posts: [{ ...POSTS[0], role: 'district-admin' }] }, '/posts/0/role'],
      ['one of the three administrators', { posts: [{ ...POSTS[0], role: 'security-administrator' }] }, '/posts/0/role'],
      ['a unit that there is not', { posts: [{ ...POSTS[0], unit: 'nowhere' }] }, '/posts/0/unit'],
      ['an address with a user', { issuer: 'https://user@host.example' }, '/issuer'],
      ['an address of a file', { issuer: 'file:///etc/passwd' }, '/issuer'],
      ['an address with a query', { issuer: 'https://host.example/?x' }, '/issuer'],
      ['scopes without openid', { scopes: ['profile'] }, '/scopes'],
      ['a name that is none of ours', { surprise: 1 }, ''],
      ['a key that is none', { authentication: 'private_key_jwt' }, '/secret'],
    ])('%s is refused', async (_, over, pointer) => {
      const settings = oidcSettings('https://one.example', over as never);
      const result = await federation.configure(administratorOf('east', clock), { settings, secret: 's' }, trace);
      expect(result.ok ? [] : result.error.map((one) => one.pointer)).toContain(pointer);
    });

    it('is the administrators’, with the second factor', async () => {
      const admin = administratorOf('east', clock);
      const settings = oidcSettings('https://one.example');
      const codes = async (over: object): Promise<unknown> => {
        const result = await federation.configure({ ...admin, ...over }, { settings, secret: 's' }, trace);
        return result.ok ? 'done' : result.error[0]!.code;
      };
      expect(await codes({ posts: [] })).toBe('not-permitted');
      expect(await codes({ kind: 'client' })).toBe('not-permitted');
      expect(await codes({ steppedUpUntil: null })).toBe('step-up-required');
    });
  });
});
