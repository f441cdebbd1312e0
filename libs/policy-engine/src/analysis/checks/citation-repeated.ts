import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Rules that cite one clause twice. */
export const citationRepeated: Check = {
  code: 'citation-repeated',
  severity: 'note',
  meansZh: '规则两次引用同一条款',
  meansEn: 'the rule cites one clause twice',
  run: eachRule(({ rule, zh, en }) => {
    const twice = rule.cites.find((id, index) => rule.cites.indexOf(id) !== index);
    return twice === undefined ? undefined : { zh: `${zh}两次引用 ${twice}。`, en: `${en} cites "${twice}" twice.` };
  }),
};
