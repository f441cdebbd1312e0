import { ApolloServer } from '@apollo/server';
import type { ApolloServerOptions } from '@apollo/server';
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
  faultPlugin,
  inputProblemsPlugin,
  knownOperationsRule,
  namesTwicePlugin,
  newRequestContext,
  queryLimitsRule,
  resolversOf,
  statusPlugin,
  TYPE_DEFS,
  type RequestContext,
} from '@guicheng/graphql-api';
import { isDatabaseUnavailable } from '@guicheng/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.ts';
import { metricsPlugin } from '../metrics/metrics-plugin.ts';
import { APPLICATION, LOG, METRICS } from '../tokens.ts';
import { checkRequestForm, refuseMethod } from './request-form.ts';

/** GraphQL at `/graphql`: Apollo Server on the platform's own routes. What must not reach its parser, or would be refused in English only, is refused before it. */
@Injectable()
export class GraphqlServer implements OnModuleInit, OnApplicationShutdown {
  private readonly server: ApolloServer<RequestContext>;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(APPLICATION) application: Application,
    @Inject(METRICS) metrics: Metrics,
    @Inject(LOG) log: Logger,
  ) {
    this.server = new ApolloServer<RequestContext>({
      typeDefs: TYPE_DEFS,
      resolvers: resolversOf(application) as NonNullable<ApolloServerOptions<RequestContext>['resolvers']>,
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
        namesTwicePlugin,
        costPlugin,
        deprecationPlugin,
        statusPlugin,
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
    platform.route({ method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'], url: '/graphql', onRequest: refuseMethod, handler: refuseMethod });
    platform.route({
      method: ['GET', 'POST'],
      url: '/graphql',
      preHandler: checkRequestForm,
      handler: fastifyApolloHandler(this.server, { context: async (request) => newRequestContext(request.id, request.keysTwice) }),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server.stop();
  }
}
