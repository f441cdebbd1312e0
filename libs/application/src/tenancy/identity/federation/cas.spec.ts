import type { Server } from 'node:http';
import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import { Database } from '@guicheng/persistence';
import { templateDatabase, type TestDatabase } from '@guicheng/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Federation } from './federation.ts';
import {
  administratorOf,
  begin,
  callbackOf,
  casSettings,
  closeServer,
  configure,
  federationOf,
  finish,
  heldIn,
  listen,
  machineNow,
  openDistrict,
  trace,
} from './federation-trial.fixture.ts';

/** A CAS server in little: it gives a ticket for a service to a user, and says once whose it is. */
const casServer = async () => {
  const tickets = new Map<string, { readonly service: string; readonly user: string; readonly groups: readonly string[] }>();
  let serial = 0;
  let broken: string | undefined;
  const { url, server } = await listen((request, response) => {
    const asked = new URL(request.url ?? '', 'http://cas');
    const ticket = tickets.get(asked.searchParams.get('ticket') ?? '');
    tickets.delete(asked.searchParams.get('ticket') ?? '');
    const groups = ticket?.groups.map((group) => `<cas:groups>${group}</cas:groups>`).join('') ?? '';
    const isRight = asked.pathname === '/cas/p3/serviceValidate' && ticket?.service === asked.searchParams.get('service');
    const inside = isRight
      ? `<cas:authenticationSuccess><cas:user>${ticket!.user}</cas:user><cas:attributes>${groups}</cas:attributes></cas:authenticationSuccess>`
      : `<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>`;
    const body = broken ?? `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${inside}</cas:serviceResponse>`;
    if (body.startsWith('http')) response.writeHead(302, { location: body }).end();
    else response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
  });
  return {
    url: `${url}/cas`,
    server,
    /** What the browser comes back with after it signed in there. */
    signIn: (location: URL, user: string, ...groups: string[]): string => {
      const service = location.searchParams.get('service')!;
      const ticket = `ST-${++serial}-x`;
      tickets.set(ticket, { service, user, groups });
      const back = new URL(service);
      back.searchParams.set('ticket', ticket);
      return back.search;
    },
    answer: (body: string | undefined): void => void (broken = body),
  };
};

describe('sign-in by tickets of a CAS server', () => {
  let test: TestDatabase;
  let database: Database;
  let cas: Awaited<ReturnType<typeof casServer>>;
  let servers: Server[];
  let shift = 0;
  const clock: Clock = { now: () => instantOf(machineNow() + shift) as Instant };
  let federation: Federation;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    cas = await casServer();
    servers = [cas.server];
    for (const district of ['east', 'west']) {
      await openDistrict(database, district);
      await configure(federationOf(database, clock), clock, district, casSettings(cas.url));
    }
  });
  afterAll(async () => {
    for (const server of servers) await closeServer(server);
    await database.close();
    await test.close();
  });
  beforeEach(() => {
    shift = 0;
    cas.answer(undefined);
    federation = federationOf(database, clock);
  });

  it('configured several times at once has a revision for each: what was made of one is not taken for another', async () => {
    await openDistrict(database, 'north');
    const admin = administratorOf('north', clock);
    const made = await Promise.all(
      [1, 2, 3, 4].map((index) => federation.configure(admin, { settings: casSettings(`${cas.url}/${index}`), secret: null }, trace)),
    );
    expect(made.map((one) => (one.ok ? one.value.revision : one.error)).sort()).toEqual([1, 2, 3, 4]);
  });

  it('ends in a session of ours, in the posts that the attributes give', async () => {
    const { location, browser } = await begin(federation, 'east', 'cas', '/home');
    expect(location.href).toMatch(`${cas.url}/login?service=`);
    const query = cas.signIn(location, '0042', 'bureau-clerks', 'others');
    expect(await finish(federation, 'east', 'cas', query, browser)).toEqual({
      token: expect.stringMatching(/^gcs_east_/) as string,
      returnTo: '/home',
    });
    expect(await heldIn(database, clock, 'east', 0)).toEqual(['applicant bureau']);
  });

  it('what came back once cannot come back again, with the same ticket or in another sign-in', async () => {
    const first = await begin(federation, 'east', 'cas');
    const query = cas.signIn(first.location, '0042');
    expect(await finish(federation, 'east', 'cas', query, first.browser)).toMatchObject({ returnTo: '/' });
    expect(await finish(federation, 'east', 'cas', query, first.browser)).toBe('sign-in-attempt-unknown');
    const second = await begin(federation, 'east', 'cas');
    const own = new URLSearchParams(cas.signIn(second.location, '0042'));
    own.set('ticket', new URLSearchParams(query).get('ticket')!);
    expect(await finish(federation, 'east', 'cas', `?${own.toString()}`, second.browser)).toBe('identity-not-proved');
  });

  it('a ticket for another service, as another site that the user visits gets, proves nobody here', async () => {
    const { location, browser } = await begin(federation, 'east', 'cas');
    const state = new URL(location.searchParams.get('service')!).searchParams.get('state')!;
    const elsewhere = new URL(location);
    elsewhere.searchParams.set('service', `https://elsewhere.example/?state=${state}`);
    expect(await finish(federation, 'east', 'cas', cas.signIn(elsewhere, '0042'), browser)).toBe('identity-not-proved');
  });

  it('a ticket of one district does not sign in to another', async () => {
    const { location, browser } = await begin(federation, 'east', 'cas');
    const query = cas.signIn(location, '0042');
    expect(await finish(federation, 'west', 'cas', query, browser)).toBe('sign-in-attempt-unknown');
    expect(await finish(federation, 'east', 'oidc', query, browser)).toBe('sign-in-attempt-unknown');
  });

  it('another browser, a doubled or missing ticket, or one that is no ticket is refused', async () => {
    const attempt = async (change: (parameters: URLSearchParams) => void, other?: string): Promise<unknown> => {
      const { location, browser } = await begin(federation, 'east', 'cas');
      const parameters = new URLSearchParams(cas.signIn(location, '0042'));
      change(parameters);
      return finish(federation, 'east', 'cas', `?${parameters.toString()}`, other ?? browser);
    };
    expect(await attempt(() => undefined, 'another')).toBe('sign-in-attempt-unknown');
    expect(await attempt((p) => p.append('ticket', 'x'))).toBe('sign-in-refused-by-provider');
    expect(await attempt((p) => p.delete('ticket'))).toBe('sign-in-refused-by-provider');
    expect(await attempt((p) => p.set('ticket', 'x&service=y'))).toBe('identity-not-proved');
  });

  it('a user who is linked to nobody is refused', async () => {
    const { location, browser } = await begin(federation, 'east', 'cas');
    expect(await finish(federation, 'east', 'cas', cas.signIn(location, '0099'), browser)).toBe('person-not-mapped');
  });

  it('an answer that is none, that leads elsewhere, or none at all: the provider is not available', async () => {
    const attempt = async (body: string): Promise<unknown> => {
      const { location, browser } = await begin(federation, 'east', 'cas');
      const query = cas.signIn(location, '0042');
      cas.answer(body);
      const done = await finish(federation, 'east', 'cas', query, browser);
      cas.answer(undefined);
      return done;
    };
    expect(await attempt('yes')).toBe('identity-provider-unavailable');
    expect(await attempt(`<!DOCTYPE x [<!ENTITY a "0042">]><x>&a;</x>`)).toBe('identity-provider-unavailable');
    expect(await attempt('http://169.254.169.254/')).toBe('identity-provider-unavailable');
    await configure(federation, clock, 'west', casSettings('http://127.0.0.1:1/cas'));
    const { location, browser } = await begin(federation, 'west', 'cas');
    expect(await finish(federation, 'west', 'cas', cas.signIn(location, '0042'), browser)).toBe('identity-provider-unavailable');
  });

  it('an internal address that the operator did not open is not reached', async () => {
    await configure(federation, clock, 'west', casSettings('http://127.0.0.2:8080/cas'));
    const { location, browser } = await begin(federation, 'west', 'cas');
    expect(await finish(federation, 'west', 'cas', cas.signIn(location, '0042'), browser)).toBe('identity-provider-unavailable');
    expect(callbackOf('west', 'cas')).toContain('/west/');
  });
});
