import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';
import { superfluousParts } from '../superfluous-parts.ts';

/** Alternatives of a condition that never decide: where they hold, another does, or they never hold. */
export const conditionAlternativeSuperfluous: Check = {
  code: 'condition-alternative-superfluous',
  severity: 'note',
  meansZh: '条件中“或者”的一部分可以删去：它成立时其他部分也成立，或从不成立',
  meansEn: 'one of several alternatives never decides: another holds whenever it does, or it never holds',
  run: eachRule(({ subject, group, rule, pointer, own, zh, en }) =>
    superfluousParts(subject, group, rule, own, `${pointer}/when`, 'or').map(({ pointer: place, basis }) => ({
      basis,
      pointer: place,
      detail: place.slice(pointer.length),
      zh: `${zh}：条件的这一选项从不起作用。`,
      en: `In ${en} this alternative of the condition never decides.`,
    })),
  ),
};
