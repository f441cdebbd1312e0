import { at } from '@guicheng/policy-model';
import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Contested readings that are also shown where both readings agree. */
export const contestedShownInVain: Check = {
  code: 'contested-shown-in-vain',
  severity: 'note',
  meansZh: '有些情形下两种理解结论相同，仍显示为争议',
  meansEn: 'the dispute is also shown where both readings come to the same',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    rule.contested.flatMap((_, index) =>
      group.seen.has(`same-reading ${rule.id} ${index}`) && group.seen.has(`other-reading ${rule.id} ${index}`)
        ? [
            {
              basis,
              witness: group.smallest(`same-reading ${rule.id} ${index}`)!,
              pointer: at(pointer, 'contested', index),
              detail: `contested ${index}`,
              zh: `${zh}的第 ${index + 1} 项争议：此情形下两种理解结论相同，仍会显示。`,
              en: `Contested reading ${index + 1} of ${en} is shown here although both readings agree.`,
            },
          ]
        : [],
    ),
  ),
};
