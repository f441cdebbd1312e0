import type { Words } from '../../wording/value-words.ts';
import type { Flow } from '../flow/flow.ts';
import type { Block, Inline, Item, Line, PolicyPage, Section, Table } from '../page.ts';
import { escapeMarkdown } from './escape.ts';

/** The page as Markdown (tables as GitHub writes them); anchors are HTML anchors, so that links stay stable. */
export function pageMarkdown({ title, subtitle, sections }: PolicyPage): string {
  return (
    [
      `# ${escapeMarkdown(title.zh)}`,
      escapeMarkdown(title.en),
      `${escapeMarkdown(subtitle.zh)}  \n${escapeMarkdown(subtitle.en)}`,
      '## 目录',
      contents(sections, ''),
      ...sections.flatMap((section) => sectionMarkdown(section, 2)),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function contents(sections: readonly Section[], indent: string): string {
  return sections
    .flatMap(({ id, title, sections: inner }) => [
      `${indent}- [${escapeMarkdown(title.zh)}](#${id})`,
      ...(inner.length === 0 ? [] : [contents(inner, `${indent}  `)]),
    ])
    .join('\n');
}

const anchor = (id: string): string => `<a id="${id}"></a>`;

const heading = (level: number, id: string, { zh, en }: Words, after = ''): string[] => [
  `${'#'.repeat(level)} ${anchor(id)}${escapeMarkdown(zh)}${after}`,
  ...(en === '' ? [] : [`<small>${escapeMarkdown(en)}</small>`]),
];

function sectionMarkdown({ id, title, blocks, sections }: Section, level: number): string[] {
  return [
    ...heading(level, id, title),
    ...blocks.flatMap((block) => blockMarkdown(block, level + 1)),
    ...sections.flatMap((section) => sectionMarkdown(section, level + 1)),
  ];
}

function inlineMarkdown(piece: Inline): string {
  if (typeof piece === 'string') return escapeMarkdown(piece);
  return 'to' in piece ? `[${escapeMarkdown(piece.text)}](#${piece.to})` : `**〔${escapeMarkdown(piece.text)}〕**`;
}

/** English stands on a line of its own below the Chinese. */
const lineMarkdown = ({ zh, en }: Line, separator: string): string =>
  `${zh.map(inlineMarkdown).join('')}${en === '' ? '' : `${separator}<small>${escapeMarkdown(en)}</small>`}`;

function blockMarkdown(block: Block, level: number): string[] {
  switch (block.block) {
    case 'line':
      return [lineMarkdown(block.line, '  \n')];
    case 'list':
      return [block.items.map((item) => itemMarkdown(item, '')).join('\n')];
    case 'table':
      return tableMarkdown(block);
    case 'contested':
      return [`> ${anchor(block.id)}${block.lines.map((line) => lineMarkdown(line, '  \n> ')).join('\n>\n> ')}`];
    case 'entry':
      return [
        ...heading(
          level,
          block.id,
          block.title,
          block.marks.map((mark) => ` ${typeof mark === 'string' ? `〔${escapeMarkdown(mark)}〕` : inlineMarkdown(mark)}`).join(''),
        ),
        ...block.blocks.flatMap((inner) => blockMarkdown(inner, level + 1)),
      ];
    case 'flow':
      return flowMarkdown(block.flow);
  }
}

function itemMarkdown({ line, inside }: Item, indent: string): string {
  const below = inside.flatMap((block) => (block.block === 'list' ? block.items.map((item) => itemMarkdown(item, `${indent}  `)) : []));
  return [`${indent}- ${lineMarkdown(line, `  \n${indent}  `)}`, ...below].join('\n');
}

function tableMarkdown({ caption, columns, rows }: Table): string[] {
  const cell = (lines: readonly Line[]): string => lines.map((line) => lineMarkdown(line, '<br>')).join('<br>');
  return [
    `**${escapeMarkdown(caption.zh)}** <small>${escapeMarkdown(caption.en)}</small>`,
    [
      `| ${columns.map(({ zh }) => escapeMarkdown(zh)).join(' | ')} |`,
      `|${columns.map(() => ' --- |').join('')}`,
      ...rows.map(
        ({ id, cells }) =>
          `| ${cells.map((lines, index) => `${index === 0 && id !== undefined ? anchor(id) : ''}${cell(lines)}`).join(' | ')} |`,
      ),
    ].join('\n'),
  ];
}

/** Markdown has no picture: the same steps as tables. */
function flowMarkdown({ steps }: Flow): string[] {
  return steps.flatMap(({ title, premise, branches }) => [
    `**${escapeMarkdown(title.zh)}**${premise === undefined ? '' : `（前提：${escapeMarkdown(premise.zh)}）`}`,
    [
      '| 条件 | 结果 |',
      '| --- | --- |',
      ...branches.map(({ conditions, joined, outcome, isException, to }) => {
        const words =
          conditions.length === 0
            ? '任何情形'
            : conditions.map(({ zh }) => escapeMarkdown(zh)).join(joined === 'any' ? '，或者<br>' : '，且<br>');
        return `| ${isException ? '**例外：**' : ''}${words} | [${outcome.map(({ zh }) => escapeMarkdown(zh)).join('；')}](#${to}) |`;
      }),
    ].join('\n'),
  ]);
}
