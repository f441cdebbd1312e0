import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** Answers with a stream. What goes wrong once the head is out can only be logged: the connection is cut, so that the client sees that the file is not whole. */
export const sendStream = (request: FastifyRequest, reply: FastifyReply, stream: Readable, log: Logger): FastifyReply => {
  stream.once('error', (err) => {
    // Before that the error is answered, and logged there; once the client is gone it is none of ours.
    if (reply.raw.headersSent && !reply.raw.destroyed) log.error({ err, requestId: request.id, path: request.url.split('?')[0] }, 'fault');
  });
  return reply.send(stream);
};
