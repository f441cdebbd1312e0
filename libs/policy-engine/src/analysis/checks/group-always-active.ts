import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Groups whose own condition always holds. */
export const groupAlwaysActive: Check = {
  code: 'group-always-active',
  severity: 'note',
  meansZh: '规则组写了条件，但条件总成立',
  meansEn: 'the group has a condition, but it always holds',
  run: eachGroup(({ group, zh, en }) =>
    group.group.when !== undefined && group.seen.has('active') && !group.seen.has('inactive')
      ? { basis: group.basis, zh: `${zh}的条件总成立。`, en: `The condition of ${en} always holds.` }
      : undefined,
  ),
};
