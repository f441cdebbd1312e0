import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Rules that decide on clauses which their own pack leaves to a person, and on no other. */
export const decidesHumanClause: Check = {
  code: 'decides-what-a-person-decides',
  severity: 'note',
  meansZh: '条款标为由人判断，规则却直接给出结论',
  meansEn: 'the clauses are left to a person, yet the rule decides',
  run: eachRule(({ subject, rule, zh, en }) => {
    const cited = subject.compiled.policy.clauses.filter(({ id }) => rule.cites.includes(id));
    return rule.status === 'determined' &&
      rule.fields.length > 0 &&
      cited.length > 0 &&
      cited.every(({ decidable }) => decidable === 'human-judgement')
      ? { zh: `${zh}直接给出结论，所引条款却都标为由人判断。`, en: `${en} decides, and all its clauses are left to a person.` }
      : undefined;
  }),
};
