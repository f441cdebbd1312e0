import type { Application, ComparedPolicies, HeldPolicy } from '@guicheng/application';
import type { Question } from '@guicheng/policy-model';
import { refused } from '../errors/problem-view.ts';
import { MOST_QUESTIONS_AN_OPERATION } from '../limits/question-budget.ts';
import type { RequestContext } from '../request-context.ts';
import { clauseViews } from './clause-view.ts';

type Difference = ComparedPolicies['comparison']['differences'][number];

const answerView = (held: HeldPolicy, { rules, unknownFacts }: Difference['before']) => ({
  rules: rules.map(({ rule, title, clauses }) => ({ rule, titleZh: title.zh, citations: clauseViews(held, clauses) })),
  unknownFacts,
});

const differenceView = (a: HeldPolicy, b: HeldPolicy, { words, stretches, parts, before, after, ...difference }: Difference) => ({
  ...difference,
  messageZh: words.zh,
  messageEn: words.en,
  stretches: stretches.map((stretch) => ({ ...stretch, messageZh: stretch.words.zh })),
  parts: parts.map((part) => ({ ...part, titleZh: part.title.zh, beforeZh: part.beforeWords.zh, afterZh: part.afterWords.zh })),
  before: answerView(a, before),
  after: answerView(b, after),
});

/** `Query.comparePolicies` and `Query.districtMatrix`. A comparison asks thousands of questions of its own: an operation has room for one. */
export const comparisonResolvers = ({ comparePolicies, showDistrictMatrix }: Application) => ({
  Query: {
    comparePolicies: async (
      _: unknown,
      asked: { readonly a: string; readonly b: string; readonly question: Question },
      { questions }: RequestContext,
    ) => {
      const budget = questions.take(MOST_QUESTIONS_AN_OPERATION, '/question');
      if (!budget.ok) return refused(budget.error);
      const compared = await comparePolicies(asked.a, asked.b, asked.question);
      if (!compared.ok) return refused(compared.error);
      const { a, b, comparison } = compared.value;
      const scope = comparison.questions.find(({ question }) => question === asked.question);
      return {
        __typename: 'PolicyComparison',
        ...asked,
        scope:
          scope === undefined
            ? null
            : { basis: scope.basis, decided: scope.decided, seed: comparison.seed, factsOnlyInA: scope.onlyA, factsOnlyInB: scope.onlyB },
        differences: comparison.differences.map((difference) => differenceView(a, b, difference)),
      };
    },
    districtMatrix: (_: unknown, { question }: { readonly question: Question }, { questions }: RequestContext) => {
      const budget = questions.take(1, '/question');
      if (!budget.ok) return refused(budget.error);
      const { policies, rows } = showDistrictMatrix(question);
      return {
        __typename: 'DistrictMatrix',
        policies: policies.map(({ id, districtZh }) => ({ policy: id, districtZh })),
        rows: rows.map(({ kind, name, title, cells }) => ({
          kind,
          name,
          titleZh: title.zh,
          titleEn: title.en,
          cells: cells.map(({ answering, entries }) => ({
            answering,
            entries: entries.map(({ words, rules, clauses, cited }) => ({
              messageZh: words.zh,
              messageEn: words.en,
              rules,
              clauses,
              citedZh: cited,
            })),
          })),
        })),
      };
    },
  },
});
