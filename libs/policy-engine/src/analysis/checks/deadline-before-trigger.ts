import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Last days that lie before the day from which they are counted. */
export const deadlineBeforeTrigger: Check = {
  code: 'deadline-before-trigger',
  severity: 'warning',
  meansZh: '期限末日早于它所起算的日期',
  meansEn: 'a last day that lies before the day from which it is counted',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    rule.fields
      .filter(({ name }) => group.seen.has(`early ${rule.id} ${name}`))
      .map(({ name }) => ({
        basis,
        witness: group.smallest(`early ${rule.id} ${name}`)!,
        pointer: `${pointer}/then/${name}`,
        detail: name,
        zh: `${zh}：结果 ${name} 早于它所起算的日期。`,
        en: `In ${en} the result "${name}" lies before the day it is counted from.`,
      })),
  ),
};
