import { OAUTH_PATH, oauthMetadata, type Application, type OauthError, type OauthRequest } from '@guicheng/application';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from '../edge/edge-error.ts';
import { ROUTE_POINTS, RouteLimits } from '../edge/route-limits.ts';
import { refusalOf } from '../edge/edge-errors.filter.ts';
import { APPLICATION, PUBLIC_ADDRESS } from '../tokens.ts';
import type { PublicAddress } from '../start/public-address.ts';
import { FORM_TYPE, useFormBodies } from './form-body.ts';

/** A token must not be kept by anything between us and the client (RFC 6749 §5.1). */
const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' };

/**
 * Refuses as RFC 6749 §5.2 says. Its `error_description` may hold ASCII only: the sentence for people stands before it, in Chinese, and the code of ours tells what
 * exactly was wrong.
 */
const refuse = (reply: FastifyReply, { error, code, zh, en }: OauthError, requestId: string, usedHeader: boolean): void => {
  if (error === 'invalid_client' && usedHeader) void reply.header('www-authenticate', 'Basic realm="guicheng", charset="UTF-8"');
  void reply
    .code(error === 'invalid_client' ? 401 : 400)
    .type('application/json; charset=utf-8')
    .send({ error, messageZh: zh, error_description: en, code, requestId });
};

const formExpected: OauthError = {
  error: 'invalid_request',
  code: 'form-expected',
  zh: `请求体应为 ${FORM_TYPE}。`,
  en: `The body is expected as ${FORM_TYPE}.`,
};

/** The authorization server for programs: tokens, their revocation, and what it says of itself. */
@Injectable()
export class OauthRoutes implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(APPLICATION) private readonly application: Application,
    @Inject(PUBLIC_ADDRESS) private readonly address: PublicAddress,
    @Inject(RouteLimits) private readonly limits: RouteLimits,
  ) {}

  onModuleInit(): void {
    const platform = this.host.httpAdapter.getInstance<FastifyInstance>();
    void platform.register((server, _, done) => {
      useFormBodies(server);
      // A body that is not read to its end never reaches the handlers.
      server.setErrorHandler((error, request, reply) => {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        return reply
          .code(refusal.statusCode)
          .headers(refusal.headers)
          .type('application/json; charset=utf-8')
          .send(errorBody(refusal, request.id));
      });
      const hooks = this.limits.hooks({ points: ROUTE_POINTS.plain });
      server.post(OAUTH_PATH.token, hooks, (request, reply) => this.answer(request, reply, this.application.requestToken));
      server.post(OAUTH_PATH.revocation, hooks, (request, reply) => this.answer(request, reply, this.application.revokeToken));
      server.get(OAUTH_PATH.metadata, async () => oauthMetadata(this.address.origin()));
      done();
    });
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    ask: Application['requestToken'] | Application['revokeToken'],
  ): Promise<FastifyReply> {
    const { authorization } = request.headers;
    void reply.headers(NOT_KEPT);
    const asked: OauthRequest = {
      issuer: this.address.origin(),
      authorization,
      body: typeof request.body === 'string' ? request.body : '',
      address: request.ip,
      requestId: request.id,
    };
    const answer = typeof request.body === 'string' ? await ask(asked) : ({ ok: false, error: formExpected } as const);
    if (answer.ok) void (answer.value === null ? reply.code(200).send() : reply.send(answer.value));
    else refuse(reply, answer.error, request.id, authorization !== undefined);
    return reply;
  }
}
