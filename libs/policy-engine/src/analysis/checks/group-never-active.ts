import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Groups whose own condition never holds. */
export const groupNeverActive: Check = {
  code: 'group-never-active',
  severity: 'error',
  meansZh: '规则组自身的条件从不成立',
  meansEn: 'the group’s own condition never holds',
  run: eachGroup(({ group, zh, en }) =>
    group.seen.has('active') ? undefined : { basis: group.basis, zh: `${zh}的条件从不成立。`, en: `The condition of ${en} never holds.` },
  ),
};
