import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';
import { superfluousParts } from '../superfluous-parts.ts';

/** Parts of a condition that could be struck out: where the others hold, so do they. */
export const conditionPartImplied: Check = {
  code: 'condition-part-implied',
  severity: 'note',
  meansZh: '条件中“并且”的一部分可以删去：其余部分成立时它总成立',
  meansEn: 'one of several conditions that must hold together follows from the others',
  run: eachRule(({ subject, group, rule, pointer, own, zh, en }) =>
    superfluousParts(subject, group, rule, own, `${pointer}/when`, 'and').map(({ pointer: place, basis }) => ({
      basis,
      pointer: place,
      detail: place.slice(pointer.length),
      zh: `${zh}：条件的这一部分由其余部分即可推出。`,
      en: `In ${en} this part of the condition follows from the others.`,
    })),
  ),
};
