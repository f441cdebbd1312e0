import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** `otherwise` of a group whose rules already answer all facts. */
export const otherwiseUnreachable: Check = {
  code: 'otherwise-unreachable',
  severity: 'note',
  meansZh: '规则组写了 otherwise，但规则已覆盖全部情形',
  meansEn: 'the group has an otherwise, but its rules already answer everything',
  run: eachGroup(({ group, zh, en }) =>
    group.group.otherwise !== undefined && group.seen.has('active') && !group.seen.has('otherwise')
      ? { basis: group.basis, zh: `${zh}的 otherwise 从不适用。`, en: `The otherwise of ${en} never applies.` }
      : undefined,
  ),
};
