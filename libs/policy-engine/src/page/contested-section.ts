import { counted } from '@guicheng/kernel';
import { anchors } from './anchors.ts';
import { alternativeWords, endless } from './contested.ts';
import { bare, linked } from './lines.ts';
import type { Row, Section } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { rulesOf } from './placed-rules.ts';
import { QUESTION_TITLES } from './titles.ts';

/** Every contested point of the rules in one table. */
export function contestedSection(context: PageContext): Section | undefined {
  const rows = rulesOf(context).flatMap(({ question, rule }) =>
    rule.contested.map((contest, index): Row => {
      const other = alternativeWords(context, question, contest);
      return {
        cells: [
          [linked(citation(context, [contest.source.clause]))],
          [bare(endless(contest.source.readingZh))],
          [bare(other.zh)],
          [linked([`${QUESTION_TITLES[question].zh}：`, { text: rule.source.titleZh, to: anchors.contested(question, rule.id, index) }])],
        ],
      };
    }),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'contested',
    title: { zh: '有争议的条文', en: 'Contested points' },
    blocks: [
      {
        block: 'table',
        caption: { zh: `可作两种理解的条文 ${rows.length} 处`, en: `${counted(rows.length, 'point')} that can be read two ways` },
        columns: [
          { zh: '条文', en: 'Clause' },
          { zh: '本系统采用', en: 'Reading taken' },
          { zh: '另一种理解的结果', en: 'The other would give' },
          { zh: '所在规则', en: 'Rule' },
        ],
        widths: [20, 28, 30, 22],
        rows,
      },
    ],
    sections: [],
  };
}
