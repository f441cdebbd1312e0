import type { FastifyInstance } from 'fastify';

/** Data and error replies load nothing. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** On every reply. Nothing forces https: districts run plain-http intranets. */
export const useResponseHeaders = (server: FastifyInstance): void => {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': NOTHING,
    });
  });
};
