import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Blockers whose strength is not that of the rule that raises them. */
export const blockerStrengthDiffers: Check = {
  code: 'blocker-strength-differs',
  severity: 'note',
  meansZh: '拦截事项的约束力与提出它的规则不同',
  meansEn: 'a blocker’s strength is not that of the rule that raises it',
  run: eachRule(({ subject, rule, zh, en }) =>
    rule.blockers
      .filter((code) => subject.compiled.policy.blockers[code]!.strength !== rule.source.strength)
      .map((code) => ({
        detail: code,
        zh: `${zh}为 ${rule.source.strength}，其拦截事项 ${code} 为 ${subject.compiled.policy.blockers[code]!.strength}。`,
        en: `${en} is ${rule.source.strength}, its blocker "${code}" is ${subject.compiled.policy.blockers[code]!.strength}.`,
      })),
  ),
};
