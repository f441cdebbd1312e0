import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Blockers that no facts raise: no rule that carries them ever applies. */
export const blockerNeverRaised: Check = {
  code: 'blocker-never-raised',
  severity: 'error',
  meansZh: '拦截事项从不出现：载明它的规则都不适用',
  meansEn: 'a blocker that never appears: no rule that carries it ever applies',
  looksAtWholePack: true,
  run: eachRule(({ subject, group, rule, zh, en, basis }) => {
    if (group.seen.has(`applies ${rule.id}`)) return undefined;
    return rule.blockers
      .filter(
        (code) =>
          !subject.questions.some(({ groups }) =>
            groups.some((one) => one.rules.some((each) => each.rule.blockers.includes(code) && one.seen.has(`applies ${each.rule.id}`))),
          ),
      )
      .map((code) => ({
        basis,
        detail: code,
        zh: `${zh}：拦截事项 ${code} 从不出现。`,
        en: `The blocker "${code}" of ${en} never appears.`,
      }));
  }),
};
