import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Results that a rule promises and never gives, though it applies. */
export const outcomeNeverKnown: Check = {
  code: 'outcome-never-known',
  severity: 'error',
  meansZh: '规则适用，但它的某个结果字段从来算不出值',
  meansEn: 'the rule applies, yet one of its results never has a value',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    group.seen.has(`applies ${rule.id}`)
      ? rule.fields
          .filter(({ name }) => [...group.seen.after(`gives ${rule.id} ${name}`)].length === 0)
          .map(({ name }) => ({
            basis,
            pointer: `${pointer}/then/${name}`,
            detail: name,
            zh: `${zh}：结果 ${name} 从来没有值。`,
            en: `In ${en} the result "${name}" never has a value.`,
          }))
      : undefined,
  ),
};
