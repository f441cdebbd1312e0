import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';
import { standingsInCases } from '../case-evaluations.ts';

/** Rules that no worked example of the pack applies. */
export const ruleWithoutCase: Check = {
  code: 'rule-without-case',
  severity: 'note',
  meansZh: '没有一个案例用到这条规则',
  meansEn: 'no case of the pack applies the rule',
  run: (subject) => {
    if (subject.cases.length === 0) return [];
    const applied = standingsInCases(subject);
    return eachRule(({ survey, rule, zh, en }) =>
      applied.has(`${survey.question} ${rule.id}`) ? undefined : { zh: `没有案例用到${zh}。`, en: `No case applies ${en}.` },
    )(subject);
  },
};
