import type { Application } from '@guicheng/application';
import type { Problem } from '@guicheng/policy-model';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ROUTE_POINTS, RouteLimits } from '../edge/route-limits.ts';
import { answerEdgeError } from '../files/file-answers.ts';
import type { Recognition } from '../graphql/caller-of.ts';
import type { Logger } from 'pino';
import type { PublicAddress } from '../start/public-address.ts';
import { APPLICATION, LOG, PUBLIC_ADDRESS, RECOGNITION } from '../tokens.ts';
import { readCookies } from './cookies.ts';
import { sessionCookie, writeSessionCookie } from './session-cookies.ts';

/** As long as a sign-in may take. */
const ATTEMPT_SECONDS = 600;
const ATTEMPT_COOKIE = 'guicheng-sign-in';
/** A code of a district, as everywhere. */
const DISTRICT = '[a-z0-9-]{1,63}';

type Protocol = 'oidc' | 'cas';
interface Way {
  readonly protocol: Protocol;
  readonly district: string;
}

/** Statuses by code; what is not here is 403: who asked was not let in. */
const STATUS: Readonly<Record<string, number>> = {
  'sign-in-not-configured': 404,
  'sign-in-attempt-unknown': 400,
  'identity-provider-unavailable': 503,
};

/** Lets people in who prove who they are to a system of their district's: out to it, and back. */
@Injectable()
export class FederationRoutes implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(APPLICATION) private readonly application: Application,
    @Inject(PUBLIC_ADDRESS) private readonly address: PublicAddress,
    @Inject(RECOGNITION) private readonly recognition: Recognition,
    @Inject(RouteLimits) private readonly limits: RouteLimits,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const platform = this.host.httpAdapter.getInstance<FastifyInstance>();
    const path = `/sign-in/:protocol(^oidc|cas$)/:district(^${DISTRICT}$)`;
    await platform.register(async (scope) => {
      scope.setErrorHandler((error, request, reply) => answerEdgeError(error, request, reply, this.log));
      const hooks = this.limits.hooks({ points: ROUTE_POINTS.plain });
      scope.get<{ Params: Way; Querystring: { readonly returnTo?: unknown } }>(`${path}/start`, hooks, (request, reply) =>
        this.start(request.params, request, reply),
      );
      scope.get<{ Params: Way }>(`${path}/callback`, hooks, (request, reply) => this.comeBack(request.params, request, reply));
    });
  }

  private async start(
    way: Way,
    request: FastifyRequest<{ Querystring: { readonly returnTo?: unknown } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { returnTo } = request.query;
    const asked = { ...way, callback: this.callback(way), returnTo: typeof returnTo === 'string' ? returnTo : undefined };
    const begun = await this.application.federation.begin(asked);
    if (!begun.ok) return this.refuse(reply, begun.error, request.id);
    return reply
      .header('set-cookie', this.attemptCookie(way, begun.value.browser, ATTEMPT_SECONDS))
      .code(303)
      .header('location', begun.value.location)
      .send();
  }

  private async comeBack(way: Way, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { secure } = this.recognition;
    const mark = request.url.indexOf('?');
    const done = await this.application.federation.finish({
      ...way,
      callback: this.callback(way),
      query: mark < 0 ? '' : request.url.slice(mark),
      browser: readCookies(request.headers.cookie).get(ATTEMPT_COOKIE),
      client: request.headers['user-agent'] ?? '',
      replaces: sessionCookie(request, secure),
      requestId: request.id,
    });
    const forget = this.attemptCookie(way, '', 0);
    if (!done.ok) return this.refuse(reply.header('set-cookie', forget), done.error, request.id);
    const cookies = [forget, writeSessionCookie(done.value.token, secure)];
    return reply.header('set-cookie', cookies).code(303).header('location', done.value.returnTo).send();
  }

  private callback({ protocol, district }: Way): string {
    return `${this.address.origin()}/sign-in/${protocol}/${district}/callback`;
  }

  /** Lax, where a session's cookie is strict: the way back begins at another site. It is sent to this way in and nowhere else. */
  private attemptCookie({ protocol, district }: Way, value: string, seconds: number): string {
    const secure = this.recognition.secure ? '; Secure' : '';
    return `${ATTEMPT_COOKIE}=${value}; Path=/sign-in/${protocol}/${district}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
  }

  private refuse(reply: FastifyReply, { code, zh, en }: Problem, requestId: string): FastifyReply {
    return reply
      .code(STATUS[code] ?? 403)
      .type('text/plain; charset=utf-8')
      .send(`${zh}\n${en}\n\n${code} · ${requestId}\n`);
  }
}
