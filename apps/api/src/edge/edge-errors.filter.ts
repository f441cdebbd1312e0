import { DEADLINE_EXCEEDED, TOO_LATE } from '@guicheng/graphql-api';
import { DeadlineExceeded } from '@guicheng/persistence';
import { Catch, HttpException, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOG } from '../tokens.ts';
import { discardBody } from './discard-body.ts';
import { EdgeError, errorBody } from './edge-error.ts';

/** Refusals of the platform, in our words; by status: Nest hands its errors on without their codes. */
const BY_STATUS: Readonly<Record<number, EdgeError>> = {
  404: new EdgeError(404, 'not-found', '没有这个地址。', 'There is nothing at this address.'),
  413: new EdgeError(413, 'body-too-large', '请求体超过 1 MB。', 'The body is larger than 1 MB.'),
  414: new EdgeError(414, 'address-too-long', '地址过长：请用 POST 发送。', 'The address is too long: send it by POST.'),
  415: new EdgeError(415, 'media-type-not-supported', '请以 application/json 发送请求体。', 'Send the body as application/json.'),
};

const tooLate = new EdgeError(504, DEADLINE_EXCEEDED, TOO_LATE.zh, TOO_LATE.en);

/** What is wrong in no way of its own. */
export const BAD_REQUEST = new EdgeError(400, 'bad-request', '请求格式有误。', 'The request is not well formed.');
const INTERNAL = new EdgeError(500, 'internal-error', '内部错误，请提供请求编号以便查找原因。', 'Internal error: quote the request id.');

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
};

/** What the caller did wrong; undefined: it is our fault. */
export const refusalOf = (error: unknown): EdgeError | undefined => {
  if (error instanceof EdgeError) return error;
  if (error instanceof DeadlineExceeded) return tooLate;
  const status = statusOf(error);
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? BAD_REQUEST : undefined);
};

/** Answers whatever went wrong outside GraphQL: the caller's errors by code, faults by request id only; never a stack. */
@Catch()
export class EdgeErrorsFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalOf(error);
    if (refusal === undefined) this.log.error({ err: error, requestId: request.id, path: request.url.split('?')[0] }, 'fault');
    const answer = refusal ?? INTERNAL;
    if (answer.code === 'body-too-large') await discardBody(request.raw);
    void reply.code(answer.statusCode).headers(answer.headers).type('application/json; charset=utf-8').send(errorBody(answer, request.id));
  }
}
