import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Counts every reply by route and status, what was refused before GraphQL among them; an address that is no route of ours is `none`. */
export const countRequests = (server: FastifyInstance, { requests }: Pick<Metrics, 'requests'>): void => {
  server.addHook('onResponse', (request, reply, done) => {
    requests.inc({ route: request.is404 ? 'none' : (request.routeOptions.url ?? 'none'), status: String(reply.statusCode) });
    done();
  });
};
