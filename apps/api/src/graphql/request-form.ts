import { parseJsonText } from '@guicheng/kernel';
import { documentTextProblem } from '@guicheng/graphql-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EdgeError } from '../edge/edge-error.ts';
import { isAcceptable } from './acceptable.ts';

const METHODS = 'GET, POST';

const methodNotAllowed = new EdgeError(405, 'method-not-allowed', `此地址只接受 ${METHODS}。`, `This address takes ${METHODS} only.`);

/** A browser sends any of these only after it has asked us whether it may: a page of another origin cannot. */
const NOT_SIMPLE = ['x-apollo-operation-name', 'apollo-require-preflight'];

const csrfHeaderMissing = new EdgeError(
  400,
  'csrf-header-missing',
  '为防止跨站请求伪造，GET 请求须带 content-type: application/json，或非空的 apollo-require-preflight 请求头。',
  'Against cross-site request forgery a GET needs content-type: application/json, or a header apollo-require-preflight that is not empty.',
);
const bodyMissing = new EdgeError(
  400,
  'body-missing',
  '请求没有正文：请以 application/json 发送 {"query": …}。',
  'The request has no body: send {"query": …} as application/json.',
);
const batchingNotSupported = new EdgeError(
  400,
  'batching-not-supported',
  '一次请求只能有一个操作，不能是列表：多个问题请用 decideMany。',
  'A request holds one operation, not a list: ask several questions by decideMany.',
);
const notARequest = new EdgeError(
  400,
  'not-a-graphql-request',
  '正文应为 JSON 对象 {"query": …, "variables": …}。',
  'The body is a JSON object {"query": …, "variables": …}.',
);
const queryMissing = new EdgeError(
  400,
  'query-missing',
  '缺少查询语句 query，应为非空文本。',
  'query is missing: a text that is not empty.',
);

const notAcceptable = new EdgeError(
  406,
  'not-acceptable',
  '本接口以 application/json 或 application/graphql-response+json 回答：请在 Accept 中写明其一。',
  'Answers are application/json or application/graphql-response+json: name one of them in Accept.',
);

const wrongType = (name: string, zh: string, en: string): EdgeError =>
  new EdgeError(400, 'request-part-wrong-type', `${name} 应为${zh}。`, `${name} should be ${en}.`);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Refuses what is no GraphQL request; each part once, of its type. */
const checkParts = ({ query, variables, extensions, operationName }: Readonly<Record<string, unknown>>): void => {
  if (typeof query !== 'string' || query === '') throw queryMissing;
  for (const [name, value] of Object.entries({ variables, extensions }))
    if (value !== undefined && value !== null && !isObject(value)) throw wrongType(name, '对象', 'an object');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw wrongType('operationName', '文本', 'a text');
  const excess = documentTextProblem(query);
  if (excess !== undefined) throw new EdgeError(400, excess.code, excess.zh, excess.en);
};

/** A part of an address that holds JSON; what is no JSON is of the wrong type. */
const jsonPart = (name: string, text: unknown): unknown => {
  if (text === undefined || text === '') return undefined;
  const parsed = typeof text === 'string' ? parseJsonText(text) : undefined;
  if (parsed?.ok !== true) throw wrongType(name, '写成 JSON 的对象，且只给一次', 'an object written as JSON, and given once');
  return parsed.value;
};

const checkGet = ({ headers, query }: FastifyRequest): void => {
  const given = NOT_SIMPLE.some((name) => typeof headers[name] === 'string' && headers[name] !== '');
  if (headers['content-type'] === undefined && !given) throw csrfHeaderMissing;
  const { variables, extensions, ...parts } = query as Readonly<Record<string, unknown>>;
  checkParts({ ...parts, variables: jsonPart('variables', variables), extensions: jsonPart('extensions', extensions) });
};

/** Refuses a request that Apollo Server would refuse in English, by code and in Chinese first, and a document that must not be parsed. Throws `EdgeError`. */
export const checkRequestForm = async (request: FastifyRequest): Promise<void> => {
  if (!isAcceptable(request.headers.accept)) throw notAcceptable;
  if (request.method === 'GET') return checkGet(request);
  const { body } = request;
  if (body === undefined) throw bodyMissing;
  if (Array.isArray(body)) throw batchingNotSupported;
  if (!isObject(body)) throw notARequest;
  checkParts(body);
};

/** Refuses the methods that GraphQL over HTTP does not have. Throws `EdgeError`. */
export const refuseMethod = async (_: FastifyRequest, reply: FastifyReply): Promise<never> => {
  void reply.header('allow', METHODS);
  throw methodNotAllowed;
};
