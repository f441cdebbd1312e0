import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';

/** Rules that an exception displaces wherever they hold. */
export const ruleAlwaysDisplaced: Check = {
  code: 'rule-always-displaced',
  severity: 'error',
  meansZh: '规则成立时总被例外取代，从不适用',
  meansEn: 'wherever the rule holds, an exception displaces it',
  run: eachRule(({ group, rule, zh, en, basis }) =>
    group.seen.has(`displaced ${rule.id}`) && !group.seen.has(`applies ${rule.id}`)
      ? {
          basis,
          witness: group.smallest(`displaced ${rule.id}`)!,
          zh: `${zh}成立时总被例外取代。`,
          en: `Wherever ${en} holds, an exception displaces it.`,
        }
      : undefined,
  ),
};
