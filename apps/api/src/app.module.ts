import type { Application, ProjectFileUseCases } from '@guicheng/application';
import type { RateLimiter } from '@guicheng/graphql-api';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Logger } from 'pino';
import { EdgeErrorsFilter } from './edge/edge-errors.filter.ts';
import { RouteLimits } from './edge/route-limits.ts';
import { AttachmentsServer } from './files/attachments.server.ts';
import { ProjectFilesServer } from './files/project-files.server.ts';
import type { PageFiles } from './graphiql/graphiql-files.ts';
import { GraphiqlController } from './graphiql/graphiql.controller.ts';
import type { Recognition } from './graphql/caller-of.ts';
import { SchemaController } from './graphiql/schema.controller.ts';
import { GraphqlServer } from './graphql/graphql-server.ts';
import { SubscriptionServer } from './graphql/subscriptions/subscription-server.ts';
import { HealthController } from './health/health.controller.ts';
import type { Readiness } from './health/readiness.ts';
import type { Metrics } from './metrics/metrics.ts';
import { MetricsController } from './metrics/metrics.controller.ts';
import { SignInPagesController } from './sign-in/sign-in-pages.controller.ts';
import { OauthRoutes } from './oauth/oauth-routes.ts';
import { FederationRoutes } from './sign-in/federation-routes.ts';
import type { PublicAddress } from './start/public-address.ts';
import {
  APPLICATION,
  GRAPHIQL_FILES,
  LOG,
  METRICS,
  METRICS_TOKEN,
  PUBLIC_ADDRESS,
  RATE_LIMITER,
  READINESS,
  RECOGNITION,
  REQUEST_DEADLINE,
  SECRET_KEY,
  PROJECT_FILES,
  TRUSTED_PROXIES,
} from './tokens.ts';

/** What the server is made of when it starts. */
export interface ServerParts {
  readonly application: Application;
  /** Files of projects. */
  readonly projectFiles: ProjectFileUseCases;
  /** How it knows who asks. */
  readonly recognition: Recognition;
  readonly limiter: RateLimiter;
  /** A GraphQL request is answered within this time, ms. */
  readonly requestDeadline: number;
  /** The deployment's key, 32 bytes. */
  readonly secretKey: Uint8Array;
  /** Where it is reached. */
  readonly address: PublicAddress;
  /** Networks of proxies that may say whom they pass on; none: whoever connects is who asks. */
  readonly trustedProxies: readonly string[];
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** What whoever reads them shows; null: they are read on this machine only. */
  readonly metricsToken: string | null;
  readonly log: Logger;
  readonly graphiqlFiles: PageFiles;
}

/** The one list of what the server consists of. */
@Module({})
export class AppModule {
  static of({
    application,
    projectFiles,
    recognition,
    limiter,
    requestDeadline,
    secretKey,
    address,
    trustedProxies,
    readiness,
    metrics,
    metricsToken,
    log,
    graphiqlFiles,
  }: ServerParts): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController, MetricsController, GraphiqlController, SchemaController, SignInPagesController],
      providers: [
        RouteLimits,
        GraphqlServer,
        SubscriptionServer,
        ProjectFilesServer,
        AttachmentsServer,
        OauthRoutes,
        FederationRoutes,
        { provide: APP_FILTER, useClass: EdgeErrorsFilter },
        { provide: APPLICATION, useValue: application },
        { provide: PROJECT_FILES, useValue: projectFiles },
        { provide: RECOGNITION, useValue: recognition },
        { provide: RATE_LIMITER, useValue: limiter },
        { provide: REQUEST_DEADLINE, useValue: requestDeadline },
        { provide: SECRET_KEY, useValue: secretKey },
        { provide: PUBLIC_ADDRESS, useValue: address },
        { provide: TRUSTED_PROXIES, useValue: trustedProxies },
        { provide: READINESS, useValue: readiness },
        { provide: METRICS, useValue: metrics },
        { provide: METRICS_TOKEN, useValue: metricsToken },
        { provide: LOG, useValue: log },
        { provide: GRAPHIQL_FILES, useValue: graphiqlFiles },
      ],
    };
  }
}
