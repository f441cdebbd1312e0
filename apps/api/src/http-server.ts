import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppModule, type ServerParts } from './app.module.ts';
import { answerClientError } from './edge/client-error.ts';
import { useConnectionClose } from './edge/connection-close.ts';
import { errorBody } from './edge/edge-error.ts';
import { BAD_REQUEST, refusalOf } from './edge/edge-errors.filter.ts';
import { usePlainBodies } from './edge/body-form.ts';
import { LARGEST_BODY, useJsonBodies } from './edge/json-body.ts';
import { requestIdOf } from './edge/request-id.ts';
import { responseHeaders, useResponseHeaders } from './edge/response-headers.ts';
import { countRequests } from './metrics/count-requests.ts';

/** A request that is not complete by then is ended: a slow sender must not hold a connection for ever. */
const REQUEST_TIMEOUT = 30_000;

/** The HTTP server of these parts, ready to listen. */
export const createHttpServer = async (parts: ServerParts): Promise<NestFastifyApplication> => {
  const { secure } = parts.recognition;
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY,
    requestTimeout: REQUEST_TIMEOUT,
    genReqId: requestIdOf,
    // `request.ip` is the other end of the connection, unless a proxy that is named here says whom it passes on.
    trustProxy: parts.trustedProxies.length === 0 ? false : [...parts.trustedProxies],
    forceCloseConnections: 'idle',
    // Who still has a connection when the server stops is answered, and told to let it go.
    return503OnClosing: false,
    clientErrorHandler: (error, socket) => answerClientError(error, socket, secure),
    // Addresses that cannot be decoded never reach Nest's filters.
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const refusal = refusalOf(error) ?? BAD_REQUEST;
      void reply
        .code(refusal.statusCode)
        .headers(responseHeaders(request.id, secure))
        .type('application/json; charset=utf-8')
        .send(errorBody(refusal, request.id));
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(parts), adapter, {
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  const platform = adapter.getInstance<FastifyInstance>();
  useResponseHeaders(platform, secure);
  useConnectionClose(platform, parts.readiness);
  countRequests(platform, parts.metrics);
  usePlainBodies(platform);
  useJsonBodies(platform);
  await app.init();
  return app;
};
