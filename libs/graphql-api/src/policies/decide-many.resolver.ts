import type { Application } from '@guicheng/application';
import { err } from '@guicheng/kernel';
import type { GraphQLResolveInfo } from 'graphql';
import { refused } from '../errors/problem-view.ts';
import { itemProblems } from '../limits/items-refused.ts';
import type { RequestContext } from '../request-context.ts';
import { decideResultView } from './decision-view.ts';
import { questionOf, type DecideArguments } from './request-input.ts';

/** `Query.decideMany`. */
export const decideManyResolvers = ({ decideMany }: Application) => ({
  Query: {
    decideMany: async (
      _: unknown,
      { inputs }: { readonly inputs: readonly DecideArguments[] },
      { questions, keysTwice, caller }: RequestContext,
      { fieldNodes }: GraphQLResolveInfo,
    ) => {
      const budget = questions.take(inputs.length, '/inputs');
      if (!budget.ok) return refused(budget.error);
      const asked = inputs.map((input, index) => {
        const problems = itemProblems(fieldNodes[0], index, keysTwice);
        return problems.length > 0 ? err([...problems]) : questionOf(input);
      });
      const results = await decideMany(caller, asked);
      if (!results.ok) return refused(results.error);
      const items = results.value.map((result, index) => ({ index, id: inputs[index]?.id ?? null, result: decideResultView(result) }));
      return { __typename: 'DecisionBatch', items };
    },
  },
});
