import type { FastifyInstance } from 'fastify';

/** Once the server is stopping, each reply tells its client to let the connection go and to ask elsewhere. */
export const useConnectionClose = (server: FastifyInstance, state: { readonly isDraining: boolean }): void => {
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (state.isDraining) void reply.header('connection', 'close');
    done(null, payload);
  });
};
