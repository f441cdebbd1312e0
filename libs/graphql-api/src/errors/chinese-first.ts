import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { chineseWording } from './chinese-wording.ts';

/** What graphql-js and Apollo say in English only, by their codes; the detail is worded by rule. */
const WORDS: Readonly<Record<string, string>> = {
  [ApolloServerErrorCode.GRAPHQL_PARSE_FAILED]: '查询语句有语法错误',
  [ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED]: '查询语句与接口不符',
  [ApolloServerErrorCode.BAD_USER_INPUT]: '变量与接口类型不符',
  [ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE]: '无法确定要执行哪一个操作',
  [ApolloServerErrorCode.BAD_REQUEST]: '请求不符合 GraphQL over HTTP',
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED]: '本接口不支持以摘要值代替查询语句',
};

const HAN = /\p{Script=Han}/u;

/** Apollo's refusal of a GET that would change something or subscribe. */
const GET_OF_OTHER = /^GET requests only support query operations, not (mutation|subscription) operations$/;

/** In words and by a code of ours, as the refusals of other methods are. */
const getNotAllowed = (error: GraphQLFormattedError, isMutation: boolean): GraphQLFormattedError => {
  const messageZh = isMutation ? '变更（mutation）须用 POST 发送，GET 只能查询。' : '订阅（subscription）须经 WebSocket，GET 只能查询。';
  const messageEn = isMutation
    ? 'A mutation is sent by POST: GET only queries.'
    : 'A subscription is sent over a WebSocket: GET only queries.';
  return {
    ...error,
    message: `${messageZh} · ${messageEn}`,
    extensions: { ...error.extensions, code: 'method-not-allowed', messageZh, messageEn },
  };
};

/** The same error with its sentence in Chinese before the English one, and with the code that says so unchanged, but for a GET that is none. What is ours has both already. */
export const chineseFirst = (error: GraphQLFormattedError): GraphQLFormattedError => {
  const code = error.extensions?.['code'];
  const [, kind] = code === ApolloServerErrorCode.BAD_REQUEST ? (GET_OF_OTHER.exec(error.message) ?? []) : [];
  if (kind !== undefined) return getNotAllowed(error, kind === 'mutation');
  const zh = typeof code === 'string' && Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  if (zh === undefined || HAN.test(error.message.split(' · ')[0] ?? '')) return error;
  const detail = chineseWording(error.message);
  return { ...error, message: `${zh}${detail === undefined ? '' : `：${detail}`} · ${error.message}` };
};
