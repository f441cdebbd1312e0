import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** What Chinese regulations write where a rule can be lifted with a reason. */
const IN_PRINCIPLE = '原则上';

/** Mandatory rules on clauses whose summary says "in principle". */
export const strengthDiffersFromClause: Check = {
  code: 'strength-differs-from-clause',
  severity: 'note',
  meansZh: '条款摘要写“原则上”，规则却标为强制',
  meansEn: 'the clause says “in principle”, yet the rule is mandatory',
  run: eachRule(({ subject, rule, zh, en }) => {
    if (rule.source.strength !== 'mandatory') return undefined;
    const cited = subject.compiled.policy.clauses.filter(({ id }) => rule.cites.includes(id));
    return cited.length > 0 && cited.every(({ summaryZh }) => summaryZh?.includes(IN_PRINCIPLE) === true)
      ? { zh: `${zh}标为强制，所引条款为“原则上”。`, en: `${en} is mandatory on clauses that say "in principle".` }
      : undefined;
  }),
};
