import type { Application } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import type { RequestContext } from '../request-context.ts';
import { decideResultView } from './decision-view.ts';
import { questionOf, type DecideArguments } from './request-input.ts';

/** `Query.decide`. */
export const decideResolvers = ({ decide }: Application) => ({
  Query: {
    decide: async (_: unknown, { input }: { readonly input: DecideArguments }, { questions, caller }: RequestContext) => {
      const budget = questions.take(1, '');
      if (!budget.ok) return refused(budget.error);
      const question = questionOf(input);
      return question.ok ? decideResultView(await decide(caller, question.value)) : refused(question.error);
    },
  },
});
