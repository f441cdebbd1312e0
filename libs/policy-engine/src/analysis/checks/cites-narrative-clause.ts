import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Rules that decide on clauses which their own pack calls narrative, and on no other. */
export const citesNarrativeClause: Check = {
  code: 'cites-narrative-clause',
  severity: 'warning',
  meansZh: '规则给出结论，却只引用被标为叙述性的条款',
  meansEn: 'the rule decides, but only on clauses that the pack calls narrative',
  run: eachRule(({ subject, rule, zh, en }) => {
    const cited = subject.compiled.policy.clauses.filter(({ id }) => rule.cites.includes(id));
    return rule.status === 'determined' && cited.length > 0 && cited.every(({ decidable }) => decidable === 'narrative')
      ? { zh: `${zh}只引用叙述性条款。`, en: `${en} cites only narrative clauses.` }
      : undefined;
  }),
};
