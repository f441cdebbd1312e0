import { eachRule } from '../rule-places.ts';
import type { Check } from '../check.ts';

/** Rules that contribute one code twice. */
export const codeAddedTwice: Check = {
  code: 'code-named-twice',
  severity: 'note',
  meansZh: '规则重复列出同一代码（清单、拦截事项或提示）',
  meansEn: 'the rule names one code twice (list, blockers or warnings)',
  run: eachRule(({ rule, zh, en }) => {
    const lists = [...rule.adds.map(([, codes]) => codes), rule.blockers, rule.warnings];
    const twice = lists.flatMap((codes) => codes.filter((code, index) => codes.indexOf(code) !== index));
    return twice.length === 0 ? undefined : { zh: `${zh}重复列出 ${twice.join('、')}。`, en: `${en} names ${twice.join(', ')} twice.` };
  }),
};
