import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectedTo, eventsOf, happenAt, socketTo, standing, watchingAt, type Message } from './event-socket.ts';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

describe('subscriptions over sockets', () => {
  let api: TestApi;
  let admin: SignedInCaller;
  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.signedIn('yangpu', ['district-admin']);
  });
  afterAll(() => api.close());

  const happen = (district: string, ...types: string[]): Promise<void> => happenAt(api, district, types);
  const connected = (token: string) => connectedTo(api, token);
  const watching = (token: string, types: readonly string[] | null) => watchingAt(api, token, types);
  const typesOf = (told: readonly Message[]): unknown[] => eventsOf(told).map(({ type }) => type);

  it('tells the events of the own district in order, those of the types, and no other district’s', async () => {
    const made = await watching(admin.token, ['mark.*', 'wanted.*']);
    await standing(api, made, 'mark.made');
    await happen('jingan', 'wanted.elsewhere');
    await happen('yangpu', 'wanted.first', 'other.made', 'wanted.second');
    await happen('yangpu', 'wanted.third');
    const wanted = (): unknown[] => typesOf(made.told).filter((type) => type !== 'mark.made');
    while (wanted().length < 3) await made.until(made.told.length + 1);
    expect(wanted()).toEqual(['wanted.first', 'wanted.second', 'wanted.third']);
    made.socket.close();
  });

  it('ends within a second when the credential is revoked', async () => {
    const person = await api.signedIn('yangpu', ['district-admin']);
    const made = await watching(person.token, null);
    await standing(api, made, 'mark.made');
    const begun = performance.now();
    await person.run('SignOut', { key: 'out' });
    expect(await made.closed).toBe(4401);
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it.each([[undefined], [{}], [{ authorization: 'Bearer gcs_yangpu_wrong' }], [{ authorization: 7 }]])(
    'refuses who shows no credential that holds: %j',
    async (payload) => {
      const made = socketTo(api.url);
      await made.opened;
      made.say({ type: 'connection_init', payload });
      expect(await made.closed).toBe(4401);
    },
  );

  it('refuses a page of another origin, cookie or not, and takes the cookie from its own', async () => {
    const cookie = `guicheng-session=${admin.token}`;
    const refused = socketTo(api.url, { cookie, origin: 'https://elsewhere.example' });
    refused.opened.catch(() => undefined);
    const [, answer] = (await once(refused.socket, 'unexpected-response')) as [unknown, { readonly statusCode: number }];
    expect(answer.statusCode).toBe(403);
    refused.socket.terminate();
    const own = socketTo(api.url, { cookie, origin: api.url });
    await own.opened;
    own.say({ type: 'connection_init' });
    expect(await own.until(1)).toMatchObject([{ type: 'connection_ack' }]);
    own.socket.close();
    const without = socketTo(api.url, { cookie });
    await without.opened;
    const ended = once(without.socket, 'close') as Promise<[number, Buffer]>;
    without.say({ type: 'connection_init' });
    const [status, reason] = await ended;
    expect([status, reason.toString()]).toEqual([4401, expect.stringMatching(/^sign-in-required: .*出示凭证 · /)]);
  });

  it.each([
    ['{ engineVersion }', null, 'subscriptions-only'],
    ['subscription { events { __typename', null, undefined],
    [`subscription { events ${'{ a '.repeat(500)}`, null, undefined],
  ])('sends back what it does not take: %s', async (query, variables, code) => {
    const made = await connected(admin.token);
    made.say({ id: '1', type: 'subscribe', payload: { query, variables } });
    const [, answer] = await made.until(2);
    expect(answer?.type).toBe('error');
    const [first] = answer?.payload as { readonly extensions?: { readonly code?: string; readonly requestId?: string } }[];
    expect(first?.extensions?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    if (code !== undefined) expect(first?.extensions?.code).toBe(code);
    made.socket.close();
  });

  it.each([
    ['event-types-not-valid', ['district-admin'], ['NOT A TYPE']],
    ['not-permitted', [], null],
  ] as const)('says why nothing is sent: %s', async (code, roles, types) => {
    const { token } = await api.signedIn('yangpu', roles);
    const made = await watching(token, types);
    const [, answer] = await made.until(2);
    expect(answer).toMatchObject({ type: 'next', payload: { data: { events: { __typename: 'RequestRefused', problems: [{ code }] } } } });
    made.socket.close();
  });

  it('is not ended by messages that are none, nor by large ones', async () => {
    for (const [message, code] of [
      ['no JSON', 4400],
      ['{"type":"subscribe","id":7}', 4400],
      ['x'.repeat(70_000), 1009],
    ] as const) {
      const made = socketTo(api.url);
      await made.opened;
      made.socket.send(message);
      expect(await made.closed).toBe(code);
    }
    expect((await api.ask('{ engineVersion }')).status).toBe(200);
  });
});
