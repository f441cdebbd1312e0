import type { FastifyInstance, FastifyRequest } from 'fastify';
import { EdgeError } from './edge-error.ts';

const encodingNotSupported = new EdgeError(
  415,
  'encoding-not-supported',
  '不支持压缩的请求体：请不要发送 Content-Encoding。',
  'Compressed bodies are not taken: send no Content-Encoding.',
);
const charsetNotSupported = new EdgeError(415, 'charset-not-supported', '请求体只接受 UTF-8 编码。', 'Bodies are taken in UTF-8 only.');

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

const checkForm = async ({ headers }: FastifyRequest): Promise<void> => {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw encodingNotSupported;
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !['utf-8', 'utf8'].includes(charset.toLowerCase())) throw charsetNotSupported;
};

/** Bodies come as they are and in UTF-8; anything else is refused before it is read, where it would be read as something that it is not. */
export const usePlainBodies = (server: FastifyInstance): void => {
  server.addHook('onRequest', checkForm);
};
