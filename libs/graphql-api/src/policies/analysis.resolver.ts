import type { Application } from '@guicheng/application';
import { refused } from '../errors/problem-view.ts';
import { MOST_QUESTIONS_AN_OPERATION } from '../limits/question-budget.ts';
import type { RequestContext } from '../request-context.ts';
import { clauseViews } from './clause-view.ts';

/** `Query.analysis`. An analysis asks thousands of questions of its own: an operation has room for one. */
export const analysisResolvers = ({ analysePolicy }: Application) => ({
  Query: {
    analysis: async (_: unknown, { policy }: { readonly policy: string }, { questions }: RequestContext) => {
      const budget = questions.take(MOST_QUESTIONS_AN_OPERATION, '/policy');
      if (!budget.ok) return refused(budget.error);
      const analysed = await analysePolicy(policy);
      if (!analysed.ok) return refused(analysed.error);
      const { held, analysis } = analysed.value;
      const findings = analysis.findings.map(({ zh, en, clauses, ...finding }) => ({
        ...finding,
        messageZh: zh,
        messageEn: en,
        citations: clauseViews(held, clauses),
      }));
      return { __typename: 'PolicyAnalysis', ...analysis, findings };
    },
  },
});
