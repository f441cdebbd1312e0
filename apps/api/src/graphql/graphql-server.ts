import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { Application } from '@guicheng/application';
import {
  chineseFirst,
  costPlugin,
  deprecationPlugin,
  executableSchema,
  faultPlugin,
  inputProblemsPlugin,
  introspectionPlugin,
  knownOperationsRule,
  namesTwicePlugin,
  newRequestContext,
  queryLimitsRule,
  requestIdPlugin,
  RequestDeadline,
  statusPlugin,
  type RateLimiter,
  type RequestContext,
} from '@guicheng/graphql-api';
import { isDatabaseUnavailable, withinDeadline } from '@guicheng/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.ts';
import { metricsPlugin } from '../metrics/metrics-plugin.ts';
import { sessionCookies } from '../sign-in/session-cookies.ts';
import { APPLICATION, LOG, METRICS, RATE_LIMITER, RECOGNITION, REQUEST_DEADLINE, SECRET_KEY } from '../tokens.ts';
import { callerOf, type Recognition } from './caller-of.ts';
import { checkRequestForm, refuseMethod } from './request-form.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** By when GraphQL answers it. */
    deadline: RequestDeadline;
  }
}

/** GraphQL at `/graphql`: Apollo Server on the platform's own routes. What must not reach its parser, or would be refused in English only, is refused before it. */
@Injectable()
export class GraphqlServer implements OnModuleInit, OnApplicationShutdown {
  /** What it answers by. */
  readonly schema: GraphQLSchema;
  private readonly server: ApolloServer<RequestContext>;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(APPLICATION) application: Application,
    @Inject(RECOGNITION) private readonly recognition: Recognition,
    @Inject(RATE_LIMITER) limiter: RateLimiter,
    @Inject(REQUEST_DEADLINE) private readonly requestDeadline: number,
    @Inject(SECRET_KEY) secretKey: Uint8Array,
    @Inject(METRICS) metrics: Metrics,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.schema = executableSchema({ application, secretKey });
    this.server = new ApolloServer<RequestContext>({
      schema: this.schema,
      introspection: true,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      nodeEnv: 'production',
      persistedQueries: false,
      formatError: chineseFirst,
      validationRules: [knownOperationsRule, queryLimitsRule],
      logger: log.child({ part: 'apollo' }),
      plugins: [
        // The last four switch off what would speak to another server or load from one.
        metricsPlugin(metrics),
        faultPlugin(({ error, requestId, path }) => log.error({ err: error, requestId, path }, 'fault'), isDatabaseUnavailable),
        inputProblemsPlugin,
        introspectionPlugin(),
        namesTwicePlugin,
        costPlugin(limiter),
        deprecationPlugin,
        statusPlugin,
        requestIdPlugin,
        ApolloServerPluginLandingPageDisabled(),
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginUsageReportingDisabled(),
        ApolloServerPluginSchemaReportingDisabled(),
      ],
    });
  }

  async onModuleInit(): Promise<void> {
    await this.server.start();
    const platform = this.host.httpAdapter.getInstance<FastifyInstance>();
    platform.decorateRequest('caller', null);
    platform.decorateRequest('deadline');
    platform.route({ method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'], url: '/graphql', onRequest: refuseMethod, handler: refuseMethod });
    platform.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      preHandler: [checkRequestForm, this.identify, this.beginDeadline],
      handler: fastifyApolloHandler(this.server, { context: async (request, reply) => this.contextOf(request, reply) }),
    });
  }

  private readonly identify = async (request: FastifyRequest): Promise<void> => {
    request.caller = await callerOf(request, this.recognition);
  };

  /** What comes after it runs under the deadline. */
  private readonly beginDeadline = (request: FastifyRequest, _: FastifyReply, next: () => void): void => {
    request.deadline = new RequestDeadline(this.requestDeadline, () => performance.now());
    withinDeadline(request.deadline, next);
  };

  private contextOf(request: FastifyRequest, reply: FastifyReply): RequestContext {
    const { id, ip, caller, deadline, keysTwice } = request;
    const { clock, secure } = this.recognition;
    return newRequestContext({
      requestId: id,
      caller,
      at: clock.now(),
      address: ip,
      deadline,
      keysTwice,
      carrier: sessionCookies(request, reply, secure),
      // Ids and codes: who it is and what was asked for stand in the register and the document.
      onRefused: ({ place, code }) =>
        this.log.warn({ requestId: id, district: caller?.district ?? null, caller: caller?.id ?? null, place, code }, 'not permitted'),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server.stop();
  }
}
