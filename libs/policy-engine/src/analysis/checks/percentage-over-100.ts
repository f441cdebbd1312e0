import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Percentages that can exceed a hundred. */
export const percentageOver100: Check = {
  code: 'percentage-over-100',
  severity: 'note',
  meansZh: '百分比结果可能超过 100 %',
  meansEn: 'a percentage that can exceed 100 %',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    rule.fields
      .filter(({ name }) => group.seen.has(`over-100 ${rule.id} ${name}`))
      .map(({ name }) => ({
        basis,
        witness: group.smallest(`over-100 ${rule.id} ${name}`)!,
        pointer: `${pointer}/then/${name}`,
        detail: name,
        zh: `${zh}：结果 ${name} 可能超过 100 %。`,
        en: `In ${en} the result "${name}" can exceed 100 %.`,
      })),
  ),
};
