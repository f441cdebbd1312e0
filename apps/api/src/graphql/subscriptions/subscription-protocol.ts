import { randomUUID } from 'node:crypto';
import { StreamEnded, type Caller } from '@guicheng/application';
import { chineseFirst, rateLimitation, type RateLimiter } from '@guicheng/graphql-api';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { makeServer, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { ROUTE_POINTS } from '../../edge/route-limits.ts';
import { BEARER, type Recognition } from '../caller-of.ts';
import { holderOf, watchCredential } from './credential-watch.ts';
import { CLOSES, type SocketClose } from './socket-close.ts';
import { subscriptionRequest } from './subscription-request.ts';

/** Sockets of one caller at most. */
const MOST_SOCKETS = 20;

/** A socket, as the protocol knows it. */
export interface Connection {
  readonly address: string | null;
  /** The session of a browser's cookie, from our own pages; null: none. */
  readonly session: string | null;
  readonly end: (why: SocketClose) => void;
  /** Called when it is closed. */
  readonly whenClosed: (done: () => void) => void;
  /** Called when a credential was shown that holds. */
  readonly shown: () => void;
  caller: Caller | null;
}

const FAULT = { code: 'internal-error', messageZh: '服务器内部错误。', messageEn: 'A fault of the server.' };

const withRequestId = (error: GraphQLError, requestId: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { requestId, ...error.extensions },
  });

/** What the protocol stands on. */
export interface ProtocolParts {
  readonly schema: GraphQLSchema;
  readonly recognition: Recognition;
  readonly limiter: RateLimiter;
  readonly log: Logger;
}

/** The protocol graphql-transport-ws on the schema, for callers who are signed in. */
export const subscriptionProtocol = ({ schema, recognition, limiter, log }: ProtocolParts): Server<Connection> => {
  const pay = async (caller: Caller | null, address: string | null): Promise<GraphQLError | undefined> => {
    const spending = await limiter.spend({ caller, address, at: recognition.clock.now() }, ROUTE_POINTS.plain);
    if (spending === null || spending.retryAfter <= 0) return undefined;
    const { code, zh, en, extensions } = rateLimitation(ROUTE_POINTS.plain, spending);
    return new GraphQLError(`${zh} · ${en}`, { extensions: { code, messageZh: zh, messageEn: en, ...extensions } });
  };
  const sockets = new Map<string, number>();
  const shownError = (error: GraphQLError): GraphQLFormattedError => {
    const { originalError } = error;
    if (originalError instanceof StreamEnded) throw originalError.why === 'closed' ? CLOSES.stopping : CLOSES.missed;
    if (originalError === undefined || originalError.name === 'GraphQLError') return chineseFirst(error.toJSON());
    log.error({ err: originalError }, 'fault in a subscription');
    return { message: `${FAULT.messageZh} · ${FAULT.messageEn}`, extensions: FAULT };
  };
  const take = ({ district, kind, id }: Caller, connection: Connection): void => {
    const key = JSON.stringify([district, kind, id]);
    const open = sockets.get(key) ?? 0;
    if (open >= MOST_SOCKETS) throw CLOSES.tooManySockets;
    sockets.set(key, open + 1);
    connection.whenClosed(() => {
      const left = (sockets.get(key) ?? 1) - 1;
      if (left === 0) sockets.delete(key);
      else sockets.set(key, left);
    });
  };
  return makeServer<Record<string, unknown>, Connection>({
    // We end it ourselves, in both languages.
    connectionInitWaitTimeout: 0,
    onConnect: async ({ connectionParams, extra }) => {
      const authorization = connectionParams?.['authorization'];
      const token =
        typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : authorization === undefined ? extra.session : null;
      if (token === undefined || token === null) throw authorization === undefined ? CLOSES.noCredential : CLOSES.notSignedIn;
      const shown = { token, address: extra.address };
      const caller = await holderOf(recognition, shown, false);
      if (caller === undefined) throw CLOSES.notSignedIn;
      if ((await pay(caller, extra.address)) !== undefined) throw CLOSES.noPoints;
      take(caller, extra);
      extra.shown();
      extra.caller = caller;
      extra.whenClosed(watchCredential(recognition, shown, caller, extra.end));
    },
    onSubscribe: async ({ extra, subscriptions }, _, payload) => {
      const { caller, address } = extra;
      // Those that come while this one is paid for count for themselves.
      const open = Object.keys(subscriptions).length;
      const requestId = randomUUID();
      const origin = {
        requestId,
        caller,
        at: recognition.clock.now(),
        address: address ?? undefined,
        onRefused: ({ place, code }: { readonly place: string; readonly code: string }) =>
          log.warn({ requestId, district: caller?.district ?? null, caller: caller?.id ?? null, place, code }, 'not permitted'),
      };
      const limited = await pay(caller, address);
      if (limited !== undefined) return [withRequestId(limited, requestId)];
      const asked = subscriptionRequest(schema, payload, origin, open);
      return 'schema' in asked ? asked : asked.map((error) => withRequestId(error, requestId));
    },
    onNext: (_, __, ___, ____, result) =>
      result.errors === undefined ? undefined : ({ ...result, errors: result.errors.map(shownError) } as never),
    onError: (_, __, ___, errors) => errors.map(shownError),
  }) as Server<Connection>;
};
