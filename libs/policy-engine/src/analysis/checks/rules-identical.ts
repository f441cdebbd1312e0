import { canonicalJson } from '@guicheng/policy-model';
import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';

/** Two rules of a group under one and the same condition, both without exceptions. */
export const rulesIdentical: Check = {
  code: 'rules-with-one-condition',
  severity: 'note',
  meansZh: '同组两条规则的条件完全相同，可合为一条',
  meansEn: 'two rules of a group have the very same condition and could be one',
  run: eachRule(({ group, rule, zh, en }) => {
    const condition = canonicalJson(rule.source.when);
    const { rules } = group.group;
    const earlier = rules
      .slice(0, rules.indexOf(rule))
      .find((other) => canonicalJson(other.source.when) === condition && String(other.ifStated) === String(rule.ifStated));
    return earlier === undefined
      ? undefined
      : { zh: `${zh}与规则 ${earlier.id} 条件相同。`, en: `The condition of ${en} is that of "${earlier.id}".`, detail: earlier.id };
  }),
};
