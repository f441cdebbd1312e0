import { at } from '@guicheng/policy-model';
import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Contested readings that no decision shows. */
export const contestedNeverShown: Check = {
  code: 'contested-never-shown',
  severity: 'warning',
  meansZh: '争议理解从不显示：规则适用时其条件不成立',
  meansEn: 'a contested reading that no decision shows',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    group.seen.has(`applies ${rule.id}`)
      ? rule.contested.flatMap((_, index) =>
          group.seen.has(`contested ${rule.id} ${index}`)
            ? []
            : [
                {
                  basis,
                  pointer: at(pointer, 'contested', index),
                  detail: `contested ${index}`,
                  zh: `${zh}的第 ${index + 1} 项争议理解从不显示。`,
                  en: `Contested reading ${index + 1} of ${en} is never shown.`,
                },
              ],
        )
      : undefined,
  ),
};
