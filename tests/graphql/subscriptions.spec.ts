import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Instant } from '@guicheng/kernel';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestApi, type SignedInCaller, type TestApi } from './test-api.ts';

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A socket that keeps what it is told. */
const socketTo = (url: string, headers: Record<string, string> = {}) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL, { headers });
  const told: Message[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data: Buffer) => {
    told.push(JSON.parse(data.toString()) as Message);
    waiting.splice(0).forEach((wake) => wake());
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => void socket.once('close', resolve));
  const until = async (count: number): Promise<readonly Message[]> => {
    while (told.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return told;
  };
  const say = (message: Message): void => socket.send(JSON.stringify(message));
  return { socket, told, closed, until, say, opened: once(socket, 'open') };
};

const WATCH =
  'subscription ($types: [String!]) { events(types: $types) { __typename ... on Event { type } ... on RequestRefused { problems { code } } } }';

describe('subscriptions over sockets', () => {
  let api: TestApi;
  let admin: SignedInCaller;
  beforeAll(async () => {
    api = await startTestApi();
    admin = await api.signedIn('yangpu', ['district-admin']);
  });
  afterAll(() => api.close());

  const happen = async (district: string, ...types: string[]): Promise<void> => {
    const database = await api.database();
    const subject = { subjectKind: 'trial', subjectId: '1' };
    const actor = { kind: 'system', id: 'trial', onBehalfOf: null } as const;
    const at = Date.UTC(2026, 10, 26) as Instant;
    await database.change({ district, actor, requestId: randomUUID(), at, idempotency: null }, async () => ({
      kind: 'done',
      value: null,
      audit: { action: 'trial.make', ...subject, details: {} },
      events: types.map((type) => ({ type, ...subject, payload: {} })),
    }));
    await database.inDistrict(district, async ({ outbox }) =>
      outbox.markRelayed((await outbox.takePending(100)).map(({ eventId }) => eventId)),
    );
  };
  const connected = async (token: string) => {
    const made = socketTo(api.url);
    await made.opened;
    made.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await made.until(1);
    return made;
  };
  const watching = async (token: string, types: readonly string[] | null) => {
    const made = await connected(token);
    made.say({ id: '1', type: 'subscribe', payload: { query: WATCH, variables: { types } } });
    return made;
  };
  /** Lets things happen until the first is told. */
  const standing = async (made: Awaited<ReturnType<typeof connected>>, type: string): Promise<void> => {
    while (made.told.length < 2) {
      await happen('yangpu', type);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const typesOf = (told: readonly Message[]): unknown[] =>
    told.filter(({ type }) => type === 'next').map(({ payload }) => (payload as { data: { events: { type: string } } }).data.events.type);

  it('tells the events of the own district in order, those of the types, and no other district’s', async () => {
    const made = await watching(admin.token, ['mark.*', 'wanted.*']);
    await standing(made, 'mark.made');
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
    await standing(made, 'mark.made');
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
    without.say({ type: 'connection_init' });
    expect(await without.closed).toBe(4401);
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
    const [first] = answer?.payload as { readonly extensions?: { readonly code?: string } }[];
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
