import type { Strength } from '@guicheng/policy-model';
import { item, line, linked } from './lines.ts';
import type { Inline, Item, Section } from './page.ts';
import { STRENGTH_TITLES } from './titles.ts';

/** What a reader has to know before the first rule: the marks, the words that recur, and what they mean. */
export function readingSection(): Section {
  const mark = (strength: Strength): Inline => ({ text: STRENGTH_TITLES[strength].zh, mark: strength });
  const items: readonly Item[] = [
    item(
      linked(
        [mark('mandatory'), ' 必须遵守；', mark('in-principle'), ' 有理由可以突破；', mark('reference'), ' 供参考，逐案说明。'],
        'Mandatory; in principle: may be lifted with a reason; for reference: argued case by case.',
      ),
    ),
    item(
      linked(
        [{ text: '有争议', mark: 'contested' }, ' 条文可作两种理解：写明本系统采用哪一种，另一种会得出什么结果。'],
        'Contested: the reading taken, and what the other would give.',
      ),
    ),
    item(
      line({
        zh: '“某事实”为是（为否）：填报人填了“是”（“否”）。没有填报的事实，既不当作“否”，也不当作零。',
        en: 'True or false is what was stated; a fact that was not stated is neither false nor zero.',
      }),
    ),
    item(
      line({ zh: '“某概念”成立：“概念与算法”中写明的情形出现。', en: 'A named notion holds where what “Named notions” says is the case.' }),
    ),
    item(
      line({
        zh: '不低于、不少于、不超过、不早于、不晚于都含本数、本日；低于、少于、超过、早于、晚于都不含。',
        en: 'At least, at most, not before and not after include the figure or day itself; below, fewer than, above, before and after do not.',
      }),
    ),
    item(
      line({
        zh: '条号后的［1］［2］是同一条款内分开登记的几句，点开可见摘要。',
        en: 'Numbers behind an article tell apart its sentences; follow them to their summaries.',
      }),
    ),
  ];
  return { id: 'reading', title: { zh: '怎样读这一页', en: 'How to read this page' }, blocks: [{ block: 'list', items }], sections: [] };
}
