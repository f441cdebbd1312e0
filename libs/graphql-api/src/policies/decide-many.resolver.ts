import type { Application } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';
import { decideResultView } from './decision-view.ts';
import { questionOf, type DecideArguments } from './request-input.ts';

/** `Query.decideMany`. */
export const decideManyResolvers = ({ decideMany }: Application) => ({
  Query: {
    decideMany: async (_: unknown, { inputs }: { readonly inputs: readonly DecideArguments[] }, { questions }: RequestContext) => {
      const budget = questions.take(inputs.length, '/inputs');
      if (!budget.ok) return refused(budget.error);
      const results = await decideMany(inputs.map(questionOf));
      if (!results.ok) return refused(results.error);
      const items = results.value.map((result, index) => ({ index, id: inputs[index]?.id ?? null, result: decideResultView(result) }));
      return { __typename: 'DecisionBatch', items };
    },
  },
});
