import { inline, type Outline } from '../wording/outline.ts';
import { anchors } from './anchors.ts';
import { line, linked, separated, text } from './lines.ts';
import { meaningBlocks } from './meaning-blocks.ts';
import type { Block, Inline, Section, Table } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { notionsIn } from './rule-entry.ts';
import { TYPE_TITLES } from './titles.ts';

/** The named notions of the policy, each with its formula in words. */
export function definitionSection(context: PageContext): Section | undefined {
  if (context.definitions.size === 0) return undefined;
  return {
    id: 'definitions',
    title: { zh: '概念与算法', en: 'Named notions' },
    blocks: [
      text(line({ zh: '规则中反复用到的概念，在此各定义一次。', en: 'What several rules use is defined here once.' }), 'note'),
      ...[...context.definitions.keys()].map((name) => definitionEntry(context, name)),
    ],
    sections: [],
  };
}

/** A notion that takes its value from brackets, as a table; undefined for any other notion. */
export function notionTable(context: PageContext, name: string): Table | undefined {
  const formula = context.speaker.formula(name, context.definitions.get(name)!);
  const { titleZh, type } = context.policy.definitions[name]!;
  const isBrackets = formula.form === 'cases' && type !== 'boolean' && formula.branches.length > 1;
  return isBrackets ? casesTable(formula, titleZh) : undefined;
}

function definitionEntry(context: PageContext, name: string): Block {
  const { titleZh, titleEn, type, cites } = context.policy.definitions[name]!;
  const body = context.definitions.get(name)!;
  const links = [...notionsIn(body)].map((used): Inline[] => [
    { text: context.policy.definitions[used]!.titleZh, to: anchors.definition(used) },
  ]);
  return {
    block: 'entry',
    id: anchors.definition(name),
    title: { zh: titleZh, en: titleEn },
    marks: [type === 'boolean' ? '情形' : TYPE_TITLES[type].zh],
    blocks: [
      ...formulaBlocks(context.speaker.formula(name, body), type === 'boolean', titleZh),
      text(
        linked([
          '依据：',
          ...citation(context, cites),
          '。',
          ...(links.length === 0 ? [] : ['所用概念：', ...separated(links, '、'), '。']),
        ]),
        'source',
      ),
    ],
  };
}

function formulaBlocks(formula: Outline, isCondition: boolean, titleZh: string): Block[] {
  if (formula.form === 'cases') return [casesTable(formula, titleZh)];
  if (isCondition) return meaningBlocks(formula, { zh: '', en: '' }, 'sentence');
  const { zh, en } = inline(formula);
  return [text(line({ zh: `＝ ${zh}`, en: `= ${en}` }), 'sentence')];
}

/** Values by case, one a row. */
function casesTable({ branches, otherwise }: Outline & { readonly form: 'cases' }, titleZh: string): Table {
  return {
    block: 'table',
    caption: { zh: `${titleZh}：按情形`, en: 'By case' },
    columns: [
      { zh: '情形（自上而下，先符合者为准）', en: 'Where (the first that fits)' },
      { zh: titleZh, en: 'Value' },
    ],
    widths: [62, 38],
    rows: [
      ...branches.map(({ when, value }) => ({ cells: [[line(inline(when))], [line(inline(value))]] })),
      { cells: [[line({ zh: '其余情形', en: 'otherwise' })], [line(inline(otherwise))]] },
    ],
  };
}
