import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Instant } from '@guicheng/kernel';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TestApi } from './test-api.ts';

/** What a socket is told. */
export interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A socket that keeps what it is told. */
export const socketTo = (url: string, headers: Record<string, string> = {}) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL, { headers });
  const told: Message[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data: Buffer) => {
    told.push(JSON.parse(data.toString()) as Message);
    waiting.splice(0).forEach((wake) => wake());
  });
  socket.on('error', () => undefined);
  let reason = '';
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code, why) => {
      reason = why.toString();
      resolve(code);
    });
  });
  const until = async (count: number): Promise<readonly Message[]> => {
    while (told.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return told;
  };
  const say = (message: Message): void => socket.send(JSON.stringify(message));
  return { socket, told, closed, reason: () => reason, until, say, opened: once(socket, 'open') };
};

/** A socket of somebody who is signed in. */
export const connectedTo = async (api: TestApi, token: string) => {
  const made = socketTo(api.url);
  await made.opened;
  made.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await made.until(1);
  return made;
};

const WATCH =
  'subscription ($types: [String!]) { events(types: $types) { __typename ... on Event { id type cursor } ... on RequestRefused { problems { code } } } }';

/** A socket that watches events of these types. */
export const watchingAt = async (api: TestApi, token: string, types: readonly string[] | null, query = WATCH) => {
  const made = await connectedTo(api, token);
  made.say({ id: '1', type: 'subscribe', payload: { query, variables: { types } } });
  return made;
};

/** Lets events of a district happen in one mutation, and relays them. */
export const happenAt = async (
  api: TestApi,
  district: string,
  types: readonly string[],
  payload: Record<string, string> = {},
): Promise<void> => {
  const database = await api.database();
  const subject = { subjectKind: 'trial', subjectId: '1' };
  const actor = { kind: 'system', id: 'trial', onBehalfOf: null } as const;
  const at = Date.UTC(2026, 10, 26) as Instant;
  await database.change({ district, actor, requestId: randomUUID(), at, idempotency: null }, async () => ({
    kind: 'done',
    value: null,
    audit: { action: 'trial.make', ...subject, details: {} },
    events: types.map((type) => ({ type, ...subject, payload })),
  }));
  const relay = (): Promise<number> =>
    database.inDistrict(district, async ({ outbox }) => {
      const taken = await outbox.takePending(100);
      await outbox.markRelayed(taken.map(({ eventId }) => eventId));
      return taken.length;
    });
  while ((await relay()) > 0);
};

/** Lets things happen in `yangpu` until the first is told. */
export const standing = async (api: TestApi, made: Awaited<ReturnType<typeof connectedTo>>, type: string): Promise<void> => {
  while (made.told.length < 2) {
    await happenAt(api, 'yangpu', [type]);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** The events that a socket was told. */
export const eventsOf = (told: readonly Message[]): readonly { readonly id: string; readonly type: string; readonly cursor: string }[] =>
  told
    .filter(({ type }) => type === 'next')
    .map(({ payload }) => (payload as { data: { events: { id: string; type: string; cursor: string } } }).data.events);
