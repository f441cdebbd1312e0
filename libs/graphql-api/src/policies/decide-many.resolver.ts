import type { Application } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import { decideResultView } from './decision-view.ts';
import { questionOf, type DecideArguments } from './request-input.ts';

/** `Query.decideMany`. */
export const decideManyResolvers = ({ decideMany }: Application) => ({
  Query: {
    decideMany: async (_: unknown, { inputs }: { readonly inputs: readonly DecideArguments[] }) => {
      const results = await decideMany(inputs.map(questionOf));
      if (!results.ok) return refused(results.error);
      const items = results.value.map((result, index) => ({ index, id: inputs[index]?.id ?? null, result: decideResultView(result) }));
      return { __typename: 'DecisionBatch', items };
    },
  },
});
