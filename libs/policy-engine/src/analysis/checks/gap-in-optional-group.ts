import type { Check } from '../check.ts';
import { eachGroup } from '../rule-places.ts';

/** Choose groups without a condition of their own that leave facts unanswered: their fields may be absent by design, or because a rule is missing. */
export const gapInOptionalGroup: Check = {
  code: 'gap-in-optional-group',
  severity: 'note',
  meansZh: '规则组没有自身的条件，也没有 otherwise，有的情形没有规则作答',
  meansEn: 'a group without a condition and otherwise of its own leaves facts that no rule answers',
  run: eachGroup(({ group, zh, en }) =>
    group.group.source.kind === 'choose' &&
    group.group.source.optional === true &&
    group.group.when === undefined &&
    group.group.otherwise === undefined &&
    group.seen.has('nothing')
      ? {
          basis: group.basis,
          witness: group.smallest('nothing')!,
          zh: `${zh}：没有规则作答，其字段不出现。`,
          en: `In ${en} no rule answers: its fields are absent.`,
        }
      : undefined,
  ),
};
