import { at } from '@guicheng/policy-model';
import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Contested readings that come to our own answer wherever they are shown. */
export const contestedEqualsOurs: Check = {
  code: 'contested-equals-ours',
  severity: 'warning',
  meansZh: '争议的另一种理解总与本系统的结论相同',
  meansEn: 'the other reading always comes to our own answer',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    rule.contested.flatMap((_, index) =>
      group.seen.has(`same-reading ${rule.id} ${index}`) && !group.seen.has(`other-reading ${rule.id} ${index}`)
        ? [
            {
              basis,
              witness: group.smallest(`same-reading ${rule.id} ${index}`)!,
              pointer: at(pointer, 'contested', index),
              detail: `contested ${index}`,
              zh: `${zh}的第 ${index + 1} 项争议：另一种理解总与本系统的结论相同。`,
              en: `Contested reading ${index + 1} of ${en} always comes to our own answer.`,
            },
          ]
        : [],
    ),
  ),
};
