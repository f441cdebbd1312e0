import type { Check } from '../check.ts';
import { eachRule } from '../rule-places.ts';
import { search } from '../search.ts';

/** Rules whose condition no facts fulfil. */
export const ruleNeverHolds: Check = {
  code: 'rule-never-holds',
  severity: 'error',
  meansZh: '规则的条件在任何情形下都不成立',
  meansEn: 'no facts fulfil the rule’s condition',
  run: eachRule(({ subject, group, rule, zh, en }) => {
    if (group.seen.has(`holds ${rule.id}`)) return undefined;
    // A rule that can only stay open has a code of its own.
    if (group.seen.has(`open ${rule.id}`) && !group.seen.has(`fails ${rule.id}`)) return undefined;
    const holds = search(group.space, [rule.when], (evaluation) => rule.when.run(evaluation) === true, { most: subject.mostSteps });
    return holds.witness === undefined
      ? { basis: holds.basis, zh: `${zh}的条件从不成立。`, en: `The condition of ${en} never holds.` }
      : undefined;
  }),
};
