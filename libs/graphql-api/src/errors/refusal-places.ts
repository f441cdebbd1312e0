import { defaultFieldResolver, getNamedType, isInputObjectType } from 'graphql';
import type { GraphQLArgument, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.ts';

type Refused = Readonly<Record<string, unknown>> & { readonly problems: readonly { readonly pointer: string }[] };

const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'problems' in answer && Array.isArray(answer.problems);

/** Where the caller sent it: use cases name the fields of their input, and some callers sent those within an argument `input`. */
const placeAmong = (args: readonly GraphQLArgument[]): ((pointer: string) => string) => {
  const input = args.find(({ name }) => name === 'input');
  const type = input === undefined ? undefined : getNamedType(input.type);
  if (!isInputObjectType(type)) return (pointer) => pointer;
  const fields = type.getFields();
  return (pointer) => {
    const [, first = ''] = pointer.split('/');
    return !args.some(({ name }) => name === first) && Object.hasOwn(fields, first) ? `/input${pointer}` : pointer;
  };
};

/** Lets the refusals of every mutation with an argument `input` point into it. */
export const pointAtArguments = (schema: GraphQLSchema): GraphQLSchema => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve = defaultFieldResolver } = field;
    const placeOf = placeAmong(field.args);
    field.resolve = async (source, args, context: RequestContext, info) => {
      const answer: unknown = await resolve(source, args, context, info);
      if (!isRefused(answer)) return answer;
      return { ...answer, problems: answer.problems.map((one) => ({ ...one, pointer: placeOf(one.pointer) })) };
    };
  }
  return schema;
};
