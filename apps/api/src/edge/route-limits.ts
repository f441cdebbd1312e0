import type { Caller } from '@guicheng/application';
import { rateHeaders, rateLimitation, RequestDeadline, type RateLimiter } from '@guicheng/graphql-api';
import { withinDeadline } from '@guicheng/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Recognition } from '../graphql/caller-of.ts';
import { RATE_LIMITER, RECOGNITION, REQUEST_DEADLINE } from '../tokens.ts';
import { EdgeError } from './edge-error.ts';

/** Points of routes beside GraphQL, as its cost has them: a mutation, a hash or a file of megabytes, a whole analysis. */
export const ROUTE_POINTS = { plain: 10, upload: 50, ledger: 250 } as const;

/** A file or a ledger that goes over the line gets so many times the deadline of other requests; our choice. */
export const LONG = 30;

/** How a route is limited. */
export interface RouteLimit {
  readonly points: number;
  /** Whoever pays; throws where nobody is signed in who must be. Left out: the address does. */
  readonly caller?: (request: FastifyRequest) => Promise<Caller>;
  /** Times the deadline of requests; default 1. */
  readonly deadlines?: number;
}

type Next = (error?: Error) => void;

/** What a route runs first. */
export interface LimitHooks {
  /** Before a body is read. */
  readonly onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Once it was. */
  readonly preHandler: (request: FastifyRequest, reply: FastifyReply, next: Next) => void;
}

/** The limits of GraphQL for the routes beside it: the same buckets, and what they do in the database ends by a deadline. */
@Injectable()
export class RouteLimits {
  constructor(
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
    @Inject(REQUEST_DEADLINE) private readonly requestDeadline: number,
    @Inject(RECOGNITION) private readonly recognition: Recognition,
  ) {}

  /** The hooks of one route. They throw `EdgeError` 429 `rate-limited`, with the same body and headers as GraphQL. */
  hooks({ points, caller, deadlines = 1 }: RouteLimit): LimitHooks {
    return {
      onRequest: async (request, reply) => {
        request.caller = caller === undefined ? null : await caller(request);
        const spending = await this.limiter.spend(
          { caller: request.caller, address: request.ip, at: this.recognition.clock.now() },
          points,
        );
        if (spending === null) return;
        const headers = Object.fromEntries(rateHeaders(spending));
        if (spending.retryAfter <= 0) return void reply.headers(headers);
        const { code, zh, en, retryAfter, extensions } = rateLimitation(points, spending);
        // What was not read of a body goes with its connection.
        const connection = request.method === 'POST' ? { connection: 'close' } : {};
        throw new EdgeError(429, code, zh, en, { 'retry-after': retryAfter, ...headers, ...connection }, extensions);
      },
      preHandler: (_, __, next) => {
        withinDeadline(new RequestDeadline(this.requestDeadline * deadlines, () => performance.now()), next);
      },
    };
  }
}
