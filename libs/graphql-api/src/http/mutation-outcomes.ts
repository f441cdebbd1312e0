import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** What the mutations of a request came to: the codes that each was refused for, none: it was carried out. */
export type MutationOutcomes = string[][];

const codesOf = (answer: unknown): string[] => {
  const refusal = answer as { readonly __typename?: unknown; readonly problems?: readonly { readonly code: string }[] } | null | undefined;
  return refusal?.__typename === 'RequestRefused' ? (refusal.problems ?? []).map(({ code }) => code) : [];
};

/** Notes in the context what each mutation came to; the answer itself may have been asked for without its codes. */
export const noteMutationOutcomes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve = defaultFieldResolver } = field;
    field.resolve = async (source, args, context: RequestContext, info) => {
      const answer: unknown = await resolve(source, args, context, info);
      context.mutations.push(codesOf(answer));
      return answer;
    };
  }
  return schema;
};

const STATUS: Readonly<Record<string, number>> = { 'idempotency-in-flight': 409, 'idempotency-key-reused': 422 };

/** The status of a request whose mutations were all refused for one thing that HTTP has a status for; undefined: it has none. */
export const statusOfRefusals = (mutations: Readonly<MutationOutcomes>): number | undefined => {
  const statuses = new Set(mutations.map((codes) => STATUS[codes.find((code) => Object.hasOwn(STATUS, code)) ?? '']));
  const [status, ...others] = statuses;
  return others.length > 0 ? undefined : status;
};
