import { documentTextProblem, knownOperationsRule, newRequestContext, queryLimitsRule } from '@guicheng/graphql-api';
import type { RequestOrigin } from '@guicheng/graphql-api';
import { getOperationAST, GraphQLError, OperationTypeNode, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';

/** Subscriptions of one socket at most. */
const MOST_SUBSCRIPTIONS = 5;

const refusal = (code: string, zh: string, en: string): readonly GraphQLError[] => [
  new GraphQLError(`${zh} · ${en}`, { extensions: { code, messageZh: zh, messageEn: en } }),
];

const tooMany = refusal('too-many-subscriptions', '一个连接最多 5 个订阅。', 'A socket holds at most 5 subscriptions.');
const subscriptionsOnly = refusal(
  'subscriptions-only',
  'WebSocket 只接受订阅；查询和变更请用 HTTP。',
  'The WebSocket takes subscriptions only: send queries and mutations over HTTP.',
);

/** The error with the code that HTTP gives it, unless it has one. */
const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code, ...error.extensions },
  });

const parsed = (text: string): DocumentNode | GraphQLError => {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
};

/** What is to be subscribed to, or why it is not: the text is looked at before it is parsed, under the rules of HTTP. `open`: subscriptions of the socket, this one among them. */
export const subscriptionRequest = (
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  origin: RequestOrigin,
  open: number,
): ExecutionArgs | readonly GraphQLError[] => {
  if (open > MOST_SUBSCRIPTIONS) return tooMany;
  const excess = documentTextProblem(query);
  if (excess !== undefined) return refusal(excess.code, excess.zh, excess.en);
  const document = parsed(query);
  if (document instanceof GraphQLError) return [coded(document, 'GRAPHQL_PARSE_FAILED')];
  const errors = validate(schema, document, [...specifiedRules, knownOperationsRule, queryLimitsRule]);
  if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION) return subscriptionsOnly;
  return {
    schema,
    document,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
    contextValue: newRequestContext(origin),
  };
};
