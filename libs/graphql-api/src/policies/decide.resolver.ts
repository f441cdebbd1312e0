import type { Application } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import { decideResultView } from './decision-view.ts';
import { questionOf, type DecideArguments } from './request-input.ts';

/** `Query.decide`. */
export const decideResolvers = ({ decide }: Application) => ({
  Query: {
    decide: async (_: unknown, { input }: { readonly input: DecideArguments }) => {
      const question = questionOf(input);
      return question.ok ? decideResultView(await decide(question.value)) : refused(question.error);
    },
  },
});
