import type { FastifyInstance } from 'fastify';

/** Data and error replies load nothing, lead nowhere and stand in no frame. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What every reply carries under this request id. Nothing forces https: districts run plain-http intranets. */
export const responseHeaders = (requestId: string): Readonly<Record<string, string>> => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': NOTHING,
  // Answers are the caller's own; what may be kept (files of a page) says so itself.
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
});

/** Puts them on every reply of a route; a route may replace one. */
export const useResponseHeaders = (server: FastifyInstance): void => {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(responseHeaders(request.id));
  });
};
