import { Catch, HttpException, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOG } from '../tokens.ts';
import { EdgeError, errorBody } from './edge-error.ts';

/** Refusals of the platform, in our words; by its error code. */
const PLATFORM: Readonly<Record<string, EdgeError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new EdgeError(413, 'body-too-large', '请求体超过 1 MB。', 'The body is larger than 1 MB.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new EdgeError(415, 'media-type-not-supported', '请以 application/json 发送请求体。', 'Send the body as application/json.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: new EdgeError(400, 'malformed-json', '请求体为空。', 'The body is empty.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: new EdgeError(400, 'content-length-differs', '请求体长度与声明不符。', 'The body is not as long as its header says.'),
};

const NOT_FOUND = new EdgeError(404, 'not-found', '没有这个地址。', 'There is nothing at this address.');
const BAD_REQUEST = new EdgeError(400, 'bad-request', '请求格式有误。', 'The request is not well formed.');
const INTERNAL = new EdgeError(500, 'internal-error', '内部错误，请提供请求编号以便查找原因。', 'Internal error: quote the request id.');

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
};

/** What the caller did wrong; undefined: it is our fault. */
const refusalOf = (error: unknown): EdgeError | undefined => {
  if (error instanceof EdgeError) return error;
  const known = PLATFORM[codeOf(error)];
  if (known !== undefined) return known;
  const status = statusOf(error);
  if (status === 404) return NOT_FOUND;
  return status >= 400 && status < 500 ? BAD_REQUEST : undefined;
};

/** Answers whatever went wrong outside GraphQL: the caller's errors by code, faults by request id only; never a stack. */
@Catch()
export class EdgeErrorsFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalOf(error);
    if (refusal === undefined) this.log.error({ err: error, requestId: request.id, path: request.url.split('?')[0] }, 'fault');
    const answer = refusal ?? INTERNAL;
    void reply.code(answer.statusCode).type('application/json; charset=utf-8').send(errorBody(answer, request.id));
  }
}
