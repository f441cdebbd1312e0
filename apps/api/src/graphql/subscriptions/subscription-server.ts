import { STATUS_CODES, type IncomingMessage, type Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Application } from '@guicheng/application';
import type { RateLimiter } from '@guicheng/graphql-api';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { sessionCookie } from '../../sign-in/session-cookies.ts';
import type { PublicAddress } from '../../start/public-address.ts';
import { APPLICATION, LOG, PUBLIC_ADDRESS, RATE_LIMITER, RECOGNITION, TRUSTED_PROXIES } from '../../tokens.ts';
import type { Recognition } from '../caller-of.ts';
import { GraphqlServer } from '../graphql-server.ts';
import { remoteAddress } from './remote-address.ts';
import { CLOSES, SocketClose } from './socket-close.ts';
import { subscriptionProtocol, type Connection } from './subscription-protocol.ts';
import { WaitingSockets } from './waiting-sockets.ts';

/** Bytes of one message at most. */
const LARGEST_MESSAGE = 64 * 1024;
/** How often a socket is asked whether it is there, ms. */
const PING_EVERY = 30_000;
/** How long who is told that the server stops may take to leave, ms. */
const LEAVE_WITHIN = 1_000;

/** How long a socket may take to show a credential, ms. */
const SHOWN_WITHIN = 3_000;
/** How long the other side of a socket that was ended may take to leave, ms. */
const GONE_WITHIN = 5_000;

const refuse = (socket: Duplex, status: number): void => {
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nconnection: close\r\nx-content-type-options: nosniff\r\ncontent-length: 0\r\n\r\n`,
  );
};

/** Subscriptions at `/graphql`, over WebSockets of the same HTTP server. */
@Injectable()
export class SubscriptionServer implements OnModuleInit, OnModuleDestroy {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false });
  private readonly waiting = new WaitingSockets();
  private protocol: Server<Connection> | undefined;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(GraphqlServer) private readonly graphql: GraphqlServer,
    @Inject(APPLICATION) private readonly application: Application,
    @Inject(RECOGNITION) private readonly recognition: Recognition,
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
    @Inject(PUBLIC_ADDRESS) private readonly address: PublicAddress,
    @Inject(TRUSTED_PROXIES) private readonly trustedProxies: readonly string[],
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    const { graphql, recognition, limiter, log } = this;
    this.protocol = subscriptionProtocol({ schema: graphql.schema, recognition, limiter, log });
    (this.host.httpAdapter.getHttpServer() as HttpServer).on('upgrade', this.upgrade);
  }

  private readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const status = this.refusalOf(request);
    if (status !== undefined) return refuse(socket, status);
    const address = remoteAddress(request, this.trustedProxies);
    const leave = this.waiting.enter(address);
    if (leave === undefined) return refuse(socket, 429);
    socket.once('close', leave);
    this.sockets.handleUpgrade(request, socket, head, (opened) => this.open(opened, request, address, leave));
  };

  /** Status that an upgrade is refused with; undefined: it is not. A page of another origin opens none, whatever it shows. */
  private refusalOf({ url, headers }: IncomingMessage): number | undefined {
    if (this.protocol === undefined) return 503;
    if (url !== '/graphql') return 404;
    const protocols = String(headers['sec-websocket-protocol'] ?? '').split(',');
    if (!protocols.some((name) => name.trim() === GRAPHQL_TRANSPORT_WS_PROTOCOL)) return 400;
    try {
      const own = new URL(this.address.origin()).origin;
      return headers.origin === undefined || headers.origin === own ? undefined : 403;
    } catch {
      return 503;
    }
  }

  /** `leave`: it has shown a credential, and is not among those that wait any more. */
  private open(socket: WebSocket, request: IncomingMessage, address: string | null, leave: () => void): void {
    const end = ({ status, reason }: SocketClose): void => {
      socket.close(status, reason);
      setTimeout(() => socket.terminate(), GONE_WITHIN).unref();
    };
    const fail = (error: unknown): void => {
      if (!(error instanceof SocketClose)) this.log.error({ err: error }, 'fault in a subscription');
      end(error instanceof SocketClose ? error : CLOSES.fault);
    };
    let isThere = true;
    const pinging = setInterval(() => {
      if (!isThere) return socket.terminate();
      isThere = false;
      socket.ping();
    }, PING_EVERY);
    socket.on('pong', () => (isThere = true));
    socket.on('error', () => undefined);
    const late = setTimeout(() => end(CLOSES.late), SHOWN_WITHIN);
    const connection: Connection = {
      address,
      session: request.headers.origin === undefined ? null : sessionCookie(request, this.recognition.secure),
      end,
      whenClosed: (done) => (socket.readyState === socket.OPEN ? void socket.once('close', done) : done()),
      shown: () => {
        clearTimeout(late);
        leave();
      },
      caller: null,
    };
    const closed = this.protocol!.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise((resolve, reject) =>
            socket.readyState === socket.OPEN ? socket.send(text, (error) => (error ? reject(error) : resolve())) : resolve(),
          ),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          void socket.on('message', (data: Buffer) => {
            if (socket.readyState === socket.OPEN) take(data.toString()).catch(fail);
          }),
      },
      connection,
    );
    socket.once('close', (code, reason) => {
      clearInterval(pinging);
      clearTimeout(late);
      closed(code, reason.toString()).catch(fail);
    });
  }

  /** Tells everybody that the server stops, before it does. */
  async onModuleDestroy(): Promise<void> {
    this.protocol = undefined;
    const open = [...this.sockets.clients];
    const left = open.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
    for (const socket of open) socket.close(CLOSES.stopping.status, CLOSES.stopping.reason);
    const late = setTimeout(() => open.forEach((socket) => socket.terminate()), LEAVE_WITHIN);
    await Promise.all(left);
    clearTimeout(late);
    await this.application.events.stopWatching();
  }
}
