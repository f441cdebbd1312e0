import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { EdgeError, errorBody } from './edge-error.ts';
import { requestIdOf } from './request-id.ts';
import { responseHeaders } from './response-headers.ts';

const MALFORMED = new EdgeError(
  400,
  'malformed-http',
  '请求不是完整、明确的 HTTP 报文。',
  'The request is no HTTP message that is whole and clear.',
);

/** By the codes of Node's parser. */
const REFUSALS: Readonly<Record<string, EdgeError>> = {
  HPE_HEADER_OVERFLOW: new EdgeError(431, 'headers-too-large', '请求头过大。', 'The headers are too large.'),
  ERR_HTTP_REQUEST_TIMEOUT: new EdgeError(408, 'request-too-slow', '请求未在时限内发完。', 'The request was not sent whole in time.'),
};

/** Answers bytes that are no request, and closes: where one message ends and the next begins is not known any more. Nothing of them is shown or logged. */
export const answerClientError = (error: Error & { readonly code?: string }, socket: Socket, secure: boolean): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = requestIdOf({ headers: {} });
  const refusal = REFUSALS[error.code ?? ''] ?? MALFORMED;
  const body = JSON.stringify(errorBody(refusal, requestId));
  const headers = {
    ...responseHeaders(requestId, secure),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${refusal.statusCode} ${STATUS_CODES[refusal.statusCode]}\r\n${head.join('')}\r\n${body}`);
};
