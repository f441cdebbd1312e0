import type { Caller, ImportReport } from '@guicheng/application';
import { isDatabaseUnavailable } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { discardBody } from '../edge/discard-body.ts';
import { EdgeError, errorBody } from '../edge/edge-error.ts';
import { refusalOf } from '../edge/edge-errors.filter.ts';
import { callerOf, type Recognition } from '../graphql/caller-of.ts';

const signInRequired = new EdgeError(
  401,
  'sign-in-required',
  '此操作需要登录，或以 API 凭证调用。',
  'This needs a caller who is signed in, or an API credential.',
  { 'www-authenticate': 'Bearer' },
);

/** Who asks for a file. Throws `EdgeError` 401 where nobody is signed in. */
export const fileCaller = async (request: FastifyRequest, recognition: Recognition): Promise<Caller> => {
  const caller = await callerOf(request, recognition);
  if (caller === null) throw signInRequired;
  return caller;
};

/** Who was found to ask, before the handler. Throws where no hook of the route looked. */
export const signedIn = ({ caller }: FastifyRequest): Caller => {
  if (caller === null) throw new Error('a route of files without its hooks');
  return caller;
};

const keyNotValid = new EdgeError(
  400,
  'idempotency-key-missing',
  '请以 Idempotency-Key 请求头给出幂等键（1 至 255 个字符）。',
  'Give an idempotency key of 1 to 255 characters in the header Idempotency-Key.',
);
/** The caller's key for a mutation. Throws `EdgeError` 400. */
export const idempotencyKey = ({ headers }: FastifyRequest): string => {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key.length < 1 || key.length > 255) throw keyNotValid;
  return key;
};

const STATUS: Readonly<Record<string, number>> = {
  'not-permitted': 403,
  'unknown-project': 404,
  'unknown-file': 404,
  'idempotency-in-flight': 409,
  'file-content-missing': 410,
};

const problemView = ({ code, pointer, zh, en }: Pick<Problem, 'code' | 'pointer' | 'zh' | 'en'>) => ({
  code,
  pointer,
  messageZh: zh,
  messageEn: en,
});

/** Answers a refusal: the problems as GraphQL words them. */
export const answerRefusal = (reply: FastifyReply, problems: readonly Problem[]): FastifyReply =>
  reply
    .code(problems.map(({ code }) => STATUS[code]).find((status) => status !== undefined) ?? 422)
    .type('application/json; charset=utf-8')
    .send({ problems: problems.map(problemView) });

/** What came of an import as it is answered: what is wrong with rows is worded like refusals. */
export const importView = ({ errors, ...report }: ImportReport) => ({
  ...report,
  errors: errors.map(({ zh, en, ...error }) => ({ ...error, messageZh: zh, messageEn: en })),
});

const internal = new EdgeError(500, 'internal-error', '内部错误，请提供请求编号以便查找原因。', 'Internal error: quote the request id.');
const unavailable = new EdgeError(
  503,
  'service-unavailable',
  '数据库暂时不可用，请稍后重试。',
  'The database is away for a moment: try again later.',
  {
    'retry-after': '5',
  },
);
const wrongType = new EdgeError(
  415,
  'media-type-not-supported',
  '请以文件自身的媒体类型或 application/octet-stream 发送文件内容。',
  'Send the content of the file under its own media type or as application/octet-stream.',
);
const tooLarge = new EdgeError(413, 'body-too-large', '文件过大。', 'The file is too large.');

/** Answers what went wrong outside of use cases: the caller's errors by code, faults by request id only, and bodies of another type by what this route takes; as `problems` like a refusal, and as GraphQL clients look for it. */
export const answerEdgeError = async (
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Logger,
  typesTaken = wrongType,
): Promise<FastifyReply> => {
  const found = isDatabaseUnavailable(error) ? unavailable : refusalOf(error);
  if (found === undefined) log.error({ err: error, requestId: request.id, path: request.url.split('?')[0] }, 'fault');
  const refusal = found?.statusCode === 415 ? typesTaken : found?.statusCode === 413 ? tooLarge : (found ?? internal);
  if (refusal === tooLarge) await discardBody(request.raw);
  return reply
    .code(refusal.statusCode)
    .headers(refusal.headers)
    .type('application/json; charset=utf-8')
    .send({
      problems: [problemView({ code: refusal.code, pointer: '', zh: refusal.zh, en: refusal.en })],
      ...errorBody(refusal, request.id),
    });
};

const plain = (name: string): string => name.replaceAll(/[^\w.-]/g, '_');

/** A file to keep and never to show within a page; its name in both forms (RFC 6266). */
export const asAttachment = (reply: FastifyReply, name: string, mediaType: string): FastifyReply =>
  reply
    .type(mediaType)
    .header(
      'content-disposition',
      `attachment; filename="${plain(name)}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    )
    .header('content-security-policy', "default-src 'none'; sandbox");
