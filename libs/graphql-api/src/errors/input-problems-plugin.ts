import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { at } from '@guicheng/policy-model';
import { coerceInputValue, isInputType, typeFromAST } from 'graphql';
import type { GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { chineseWording } from './chinese-wording.ts';
import type { problemView } from './problem-view.ts';

type ProblemView = Pick<ReturnType<typeof problemView>, 'code' | 'pointer' | 'messageZh' | 'messageEn'>;

/** As many as a person reads; also bounds the answer to a batch that is wrong throughout. */
const MOST_PROBLEMS = 50;

const problemAt = (pointer: string, message: string): ProblemView => ({
  code: 'input-type-mismatch',
  pointer,
  messageZh: `此处的值不符合接口类型：${chineseWording(message) ?? message}`,
  messageEn: message,
});

/** Every place at which the variables do not fit the operation's types, as JSON Pointers into the request's body. */
export const variableProblems = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly ProblemView[] => {
  const problems: ProblemView[] = [];
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node);
    const value = variables[variable.name.value];
    if (!isInputType(type) || value === undefined) continue;
    coerceInputValue(value, type, (path, _, error) => {
      if (problems.length < MOST_PROBLEMS) problems.push(problemAt(at('/variables', variable.name.value, ...path), error.message));
    });
  }
  return problems;
};

const isBadInput = ({ extensions }: GraphQLFormattedError): boolean => extensions?.['code'] === ApolloServerErrorCode.BAD_USER_INPUT;

/**
 * GraphQL refuses variables of the wrong type before any resolver runs, and names the place only within its sentence. This adds the
 * places in the form of all our refusals: `extensions.problems`.
 */
export const inputProblemsPlugin: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, operation, schema, request }) => {
      if (response.body.kind !== 'single' || operation === undefined) return;
      const { singleResult } = response.body;
      const bad = singleResult.errors?.find(isBadInput);
      if (bad === undefined) return;
      const problems = variableProblems(schema, operation, request.variables ?? {});
      if (problems.length === 0) return;
      const errors = singleResult.errors?.map((error) =>
        error === bad ? { ...error, extensions: { ...error.extensions, problems } } : error,
      );
      response.body = { kind: 'single', singleResult: { ...singleResult, ...(errors === undefined ? {} : { errors }) } };
    },
  }),
};
