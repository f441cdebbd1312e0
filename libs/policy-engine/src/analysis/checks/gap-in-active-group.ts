import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Choose groups whose own condition holds on facts that none of their rules answers. */
export const gapInActiveGroup: Check = {
  code: 'gap-in-active-group',
  severity: 'note',
  meansZh: '规则组自身的条件成立，却没有规则作答，也没有 otherwise',
  meansEn: 'the group’s own condition holds, yet none of its rules answers and it has no otherwise',
  run: eachGroup(({ group, zh, en }) =>
    group.group.source.kind === 'choose' &&
    group.group.when !== undefined &&
    group.group.otherwise === undefined &&
    group.seen.has('nothing')
      ? {
          basis: group.basis,
          witness: group.smallest('nothing')!,
          zh: `${zh}的条件成立而没有规则作答，其字段不出现。`,
          en: `The condition of ${en} holds and no rule answers: its fields are absent.`,
        }
      : undefined,
  ),
};
