import type { FastifyInstance } from 'fastify';

/** The media type of forms. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** A signed assertion is 2 kB; our choice. */
const LARGEST_FORM = 64 * 1024;

/** Within this part of the server bodies are forms, handed on as text; of any other type they are read and handed on as nothing. */
export const useFormBodies = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(FORM_TYPE, { parseAs: 'string', bodyLimit: LARGEST_FORM }, (_request, body, done) => done(null, body));
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_FORM }, (_request, _body, done) => done(null, undefined));
};
