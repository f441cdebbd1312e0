import type { Application, HeldPolicy } from '@guicheng/application';
import type { ContestedReading, Question, Rule } from '@guicheng/policy-model';
import { refused } from '../errors/problem-view.ts';
import { clauseView, clauseViews } from './clause-view.ts';

const readingView = (held: HeldPolicy, reading: ContestedReading) => ({ ...reading, citation: clauseView(held, reading.clause) });

const ruleView = (held: HeldPolicy, rule: Rule) => ({
  ...rule,
  status: rule.status ?? 'determined',
  condition: rule.when,
  ifStated: rule.ifStated ?? [],
  then: rule.then ?? {},
  adds: rule.adds ?? {},
  blockers: rule.blockers ?? [],
  warnings: rule.warnings ?? [],
  exceptionOf: rule.exceptionOf ?? [],
  citations: clauseViews(held, rule.cites),
  contested: (rule.contested ?? []).map((reading) => readingView(held, reading)),
});

/** `Query.rules`. */
export const rulesResolvers = ({ showRules }: Application) => ({
  Query: {
    rules: (_: unknown, { policy, question }: { readonly policy: string; readonly question: Question }) => {
      const shown = showRules(policy, question);
      if (!shown.ok) return refused(shown.error);
      const { held, rules } = shown.value;
      const groups = rules.groups.map((group) => ({ ...group, rules: group.rules.map((rule) => ruleView(held, rule)) }));
      return { __typename: 'QuestionRules', policy, question, groups };
    },
  },
});
