import type { FastifyInstance } from 'fastify';

/** Data and error replies load nothing, lead nowhere and stand in no frame. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Browsers then come by https only, for two years, to hosts below this one too. */
const STAY_WITH_HTTPS = 'max-age=63072000; includeSubDomains';

/** What every reply carries under this request id. `secure`: people come by https; nothing else forces it, as districts run plain-http intranets. */
export const responseHeaders = (requestId: string, secure: boolean): Readonly<Record<string, string>> => ({
  'x-request-id': requestId,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': NOTHING,
  // Answers are the caller's own; what may be kept (files of a page) says so itself.
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  ...(secure && { 'strict-transport-security': STAY_WITH_HTTPS }),
});

/** Puts them on every reply of a route; a route may replace one. */
export const useResponseHeaders = (server: FastifyInstance, secure: boolean): void => {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(responseHeaders(request.id, secure));
  });
};
