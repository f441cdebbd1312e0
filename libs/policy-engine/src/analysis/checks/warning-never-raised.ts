import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Warnings that no facts raise: no rule that carries them ever applies. */
export const warningNeverRaised: Check = {
  code: 'warning-never-raised',
  severity: 'error',
  meansZh: '提示从不出现：载明它的规则都不适用',
  meansEn: 'a warning that never appears: no rule that carries it ever applies',
  looksAtWholePack: true,
  run: eachRule(({ subject, group, rule, zh, en, basis }) => {
    if (group.seen.has(`applies ${rule.id}`)) return undefined;
    return rule.warnings
      .filter(
        (code) =>
          !subject.questions.some(({ groups }) =>
            groups.some((one) => one.rules.some((each) => each.rule.warnings.includes(code) && one.seen.has(`applies ${each.rule.id}`))),
          ),
      )
      .map((code) => ({
        basis,
        detail: code,
        zh: `${zh}：提示 ${code} 从不出现。`,
        en: `The warning "${code}" of ${en} never appears.`,
      }));
  }),
};
