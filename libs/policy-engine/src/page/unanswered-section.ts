import { line, linked } from './lines.ts';
import type { Row, Section } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { rulesOf, ruleLine } from './placed-rules.ts';

/** Questions that rules leave to a person, or that the text is silent on: what the system will not answer. */
export function unansweredSection(context: PageContext): Section | undefined {
  const rows = rulesOf(context)
    .filter(({ rule }) => rule.status !== 'determined')
    .map((placed): Row => ({
      cells: [
        [ruleLine(placed)],
        [
          line(
            placed.rule.status === 'needs-judgement'
              ? { zh: '交由人判断', en: 'a person decides' }
              : { zh: '本规定未作规定', en: 'not regulated' },
          ),
        ],
        [linked(citation(context, placed.rule.cites))],
      ],
    }));
  if (rows.length === 0) return undefined;
  return {
    id: 'unanswered',
    title: { zh: '系统不下结论的事项', en: 'What is not decided' },
    blocks: [
      {
        block: 'table',
        caption: { zh: '交由人判断或未作规定的情形', en: 'Left to a person, or not regulated' },
        columns: [
          { zh: '情形', en: 'Where' },
          { zh: '如何处理', en: 'What happens' },
          { zh: '依据', en: 'Source' },
        ],
        widths: [52, 18, 30],
        rows,
      },
    ],
    sections: [],
  };
}
