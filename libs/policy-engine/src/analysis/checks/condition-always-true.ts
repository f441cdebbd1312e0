import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';

/** Conditions that hold on all facts (within their group). */
export const conditionAlwaysTrue: Check = {
  code: 'condition-always-true',
  severity: 'warning',
  meansZh: '规则写了条件，但条件总成立',
  meansEn: 'the rule has a condition, but it always holds',
  run: eachRule(({ group, rule, zh, en, basis }) =>
    rule.source.when !== true && group.seen.has(`holds ${rule.id}`) && !group.seen.has(`fails ${rule.id}`)
      ? { basis, zh: `${zh}的条件总成立。`, en: `The condition of ${en} always holds.` }
      : undefined,
  ),
};
