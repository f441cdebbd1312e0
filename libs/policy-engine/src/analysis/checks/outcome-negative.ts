import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Amounts and numbers that can come out negative. */
export const outcomeNegative: Check = {
  code: 'outcome-negative',
  severity: 'warning',
  meansZh: '结果可能为负数',
  meansEn: 'a result that can be negative',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    rule.fields
      .filter(({ name }) => group.seen.has(`negative ${rule.id} ${name}`))
      .map(({ name }) => ({
        basis,
        witness: group.smallest(`negative ${rule.id} ${name}`)!,
        pointer: `${pointer}/then/${name}`,
        detail: name,
        zh: `${zh}：结果 ${name} 可能为负数。`,
        en: `In ${en} the result "${name}" can be negative.`,
      })),
  ),
};
