import type { ChapterReference, Row, StandardTable, TestReference } from './standards-table.ts';

const REPOSITORY = '../../../';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
const testCell = ({ file, name }: TestReference): string => `[${cell(name)}](${REPOSITORY}${file})`;
const chapterCell = ({ file, heading }: ChapterReference): string => `[${cell(heading)}](${REPOSITORY}${file}#${anchor(heading)})`;

function standing({ tests = [], chapters = [], notApplicable, operator, gap }: Row): string {
  const words = (
    [
      ['不适用 n/a', notApplicable],
      ['部署方 operator', operator],
      ['缺口 GAP', gap],
    ] as const
  ).flatMap(([label, said]) => (said === undefined ? [] : [`**${label}**：${cell(said.zh)} ${cell(said.en)}`]));
  return [...words, ...chapters.map(chapterCell), ...tests.map(testCell)].join('<br>');
}

const lines = ({ standard, source, rows }: StandardTable): string[] => [
  `## ${standard.zh} ${standard.en}`,
  '',
  source.zh,
  source.en,
  '',
  '| | 要求 requirement | 由何证明 shown by |',
  '|---|---|---|',
  ...rows.map((row) => `| ${row.id} | ${cell(row.zh)}<br>${cell(row.en)} | ${standing(row)} |`),
  '',
];

/** How many rows stand how. */
export const countRows = (rows: readonly Row[]): { tested: number; operator: number; notApplicable: number; gaps: number } => ({
  tested: rows.filter(({ notApplicable, operator, gap }) => (notApplicable ?? operator ?? gap) === undefined).length,
  operator: rows.filter(({ operator }) => operator !== undefined).length,
  notApplicable: rows.filter(({ notApplicable }) => notApplicable !== undefined).length,
  gaps: rows.filter(({ gap }) => gap !== undefined).length,
});

/** The page `apps/api/docs/security.md`. */
export const securityDocument = (tables: readonly StandardTable[]): string => {
  const counts = tables.map(({ standard, rows }) => {
    const { tested, operator, notApplicable, gaps } = countRows(rows);
    return `| ${standard.zh} ${standard.en} | ${rows.length} | ${tested} | ${operator} | ${notApplicable} | ${gaps} |`;
  });
  return [
    '# 安全标准对照 Security standards',
    '',
    '<!-- 由 tests/security 的两张表生成 generated: npx vitest run -u -c .config/vitest.config.ts tests/security/standards.spec.ts -->',
    '',
    '每条要求由哪项测试或哪一章证明，或为何不适用。`npm test` 核对：缺一行、少一项测试或多一个未说明的缺口即失败。',
    'Which test or chapter shows each requirement, or why it does not apply. `npm test` checks it: a row that is missing, a test that is gone and a gap that is not said fail.',
    '',
    '| 标准 standard | 要求 requirements | 已证明 shown | 部署方 operator | 不适用 n/a | 缺口 gaps |',
    '|---|---|---|---|---|---|',
    ...counts,
    '',
    ...tables.flatMap(lines),
  ].join('\n');
};
