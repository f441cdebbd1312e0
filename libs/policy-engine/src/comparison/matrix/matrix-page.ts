import { bare, line } from '../../page/lines.ts';
import type { Line, PolicyPage, Section, Table } from '../../page/page.ts';
import { QUESTION_TITLES } from '../../page/titles.ts';
import type { Words } from '../../wording/value-words.ts';
import { ANSWERING_WORDS } from '../answering.ts';
import type { DistrictMatrix, MatrixCell, MatrixRow } from './matrix.ts';

const KINDS: readonly (readonly [MatrixRow['kind'], Words])[] = [
  ['threshold', { zh: '门槛：跨过时结果如何变化', en: 'Thresholds, and what changes across them' }],
  ['answer', { zh: '由谁办、怎么办', en: 'Who and how' }],
  ['date', { zh: '日期与期限', en: 'Dates and periods' }],
  ['figure', { zh: '金额、数量与比例', en: 'Amounts, numbers, shares' }],
];

/** A district matrix as a page to read. */
export function matrixPage(matrix: DistrictMatrix): PolicyPage {
  const questions = [...new Set(matrix.rows.map(({ question }) => question))];
  return {
    policy: matrix.policies.map(({ id }) => id).join('、'),
    title: { zh: '同一问题，各区怎么规定', en: 'The same question in every district' },
    subtitle: {
      zh: '由各政策包的规则自动列出：门槛、承办主体、日期与期限，均附条款。',
      en: 'Listed from the rules of the packs: thresholds, bodies, dates and periods, each with its clause.',
    },
    label: { zh: '各区对照', en: 'District matrix' },
    sections: questions.map((question): Section => ({
      id: `question-${question}`,
      title: QUESTION_TITLES[question],
      blocks: KINDS.flatMap(([kind, caption]) => {
        const rows = matrix.rows.filter((row) => row.question === question && row.kind === kind);
        return rows.length === 0 ? [] : [tableOf(matrix, caption, rows)];
      }),
      sections: [],
    })),
  };
}

/** Share of the width that the first column takes, in percent. */
const FIRST = 14;

function tableOf({ policies }: DistrictMatrix, caption: Words, rows: readonly MatrixRow[]): Table {
  return {
    block: 'table',
    caption,
    columns: [{ zh: '事项', en: 'Matter' }, ...policies.map(({ districtZh, id }) => ({ zh: districtZh, en: id }))],
    widths: [FIRST, ...policies.map(() => Math.floor((100 - FIRST) / policies.length))],
    rows: rows.map(({ title, cells }) => ({ cells: [[line(title)], ...cells.map(linesOf)] })),
  };
}

const linesOf = ({ answering, entries }: MatrixCell): Line[] =>
  entries.length === 0
    ? [bare(answering === 'rules' ? '—' : ANSWERING_WORDS[answering].zh)]
    : entries.map(({ words, cited }) => bare(`${words.zh}${cited === '' ? '' : `（${cited}）`}`));
