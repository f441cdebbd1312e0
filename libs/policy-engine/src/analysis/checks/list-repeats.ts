import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Lists that can name one thing twice. */
export const listRepeats: Check = {
  code: 'list-repeats',
  severity: 'warning',
  meansZh: '列表结果可能重复列出同一项',
  meansEn: 'a list that can name one thing twice',
  run: eachRule(({ group, rule, pointer, zh, en, basis }) =>
    rule.fields
      .filter(({ name }) => group.seen.has(`repeats ${rule.id} ${name}`))
      .map(({ name }) => ({
        basis,
        witness: group.smallest(`repeats ${rule.id} ${name}`)!,
        pointer: `${pointer}/then/${name}`,
        detail: name,
        zh: `${zh}：结果 ${name} 可能重复列出同一项。`,
        en: `In ${en} the result "${name}" can name one thing twice.`,
      })),
  ),
};
