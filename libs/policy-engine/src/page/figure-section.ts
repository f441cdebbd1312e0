import { QUESTIONS } from '@guicheng/policy-model';
import type { Consequence } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import type { Words } from '../wording/value-words.ts';
import { anchors } from './anchors.ts';
import { bare, line, linked, text } from './lines.ts';
import { fieldTitle, fieldValue } from './outcome-words.ts';
import type { Inline, Row, Section, Table } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { ownCondition } from './rule-entry.ts';
import { QUESTION_TITLES } from './titles.ts';

/** A figure of the pack: how it is written, what is said with it. */
interface Figure {
  readonly says: Words;
}

const FIGURES = new Set(['integer', 'decimal', 'percent', 'money', 'date', 'month', 'instant']);

/** Every amount, share, number and date that the rules decide by, each in the words around it: the list to hold against the text. */
export function figureSection(context: PageContext): Section | undefined {
  const tables = [...QUESTIONS.flatMap((question) => questionFigures(context, question)), ...definitionFigures(context)];
  if (tables.length === 0) return undefined;
  return {
    id: 'figures',
    title: { zh: '数字一览', en: 'Every figure' },
    blocks: [
      text(
        line({
          zh: '规则据以判断的全部金额、比例、数量和日期，供与原文逐一核对。',
          en: 'Every figure the rules decide by, to be held against the text.',
        }),
        'note',
      ),
      ...tables,
    ],
    sections: [],
  };
}

const COLUMNS: readonly Words[] = [
  { zh: '数字所在的话', en: 'Said' },
  { zh: '用于', en: 'In' },
  { zh: '依据', en: 'Source' },
];

const WIDTHS = [40, 32, 28];

function questionFigures(context: PageContext, question: (typeof QUESTIONS)[number]): Table[] {
  const groups = context.compiled.questions.get(question)?.groups ?? [];
  const rows = groups.flatMap((group) => [
    ...(group.when === undefined
      ? []
      : rowsOf(
          context,
          figuresIn(context, group.when),
          { text: `${group.source.titleZh}（前提）`, to: anchors.group(question, group.source.id) },
          [],
        )),
    ...group.rules.flatMap((rule) =>
      rowsOf(
        context,
        [
          ...figuresIn(context, ownCondition(group, rule)),
          ...outcomeFigures(context, rule),
          ...rule.contested.flatMap(({ when }) => (when === undefined ? [] : figuresIn(context, when))),
        ],
        { text: rule.source.titleZh, to: anchors.rule(question, rule.id) },
        rule.cites,
      ),
    ),
    ...(group.otherwise === undefined
      ? []
      : rowsOf(
          context,
          outcomeFigures(context, group.otherwise),
          { text: `${group.source.titleZh}（其余情形）`, to: anchors.otherwise(question, group.source.id) },
          group.otherwise.cites,
        )),
  ]);
  return rows.length === 0
    ? []
    : [
        {
          block: 'table',
          caption: { zh: `${QUESTION_TITLES[question].zh}中的数字`, en: `Figures: ${QUESTION_TITLES[question].en}` },
          columns: COLUMNS,
          widths: WIDTHS,
          rows,
        },
      ];
}

function definitionFigures(context: PageContext): Table[] {
  const rows = [...context.definitions].flatMap(([name, body]) => {
    const { titleZh, titleEn, cites } = context.policy.definitions[name]!;
    const figures =
      body.form === 'literal' && FIGURES.has(body.type.kind)
        ? [titled({ zh: titleZh, en: titleEn }, context.speaker.value(body, titleZh, context.policy.definitions[name]!.unit, {}))]
        : figuresIn(context, body);
    return rowsOf(context, figures, { text: titleZh, to: anchors.definition(name) }, cites);
  });
  return rows.length === 0
    ? []
    : [{ block: 'table', caption: { zh: '概念与算法中的数字', en: 'Figures: named notions' }, columns: COLUMNS, widths: WIDTHS, rows }];
}

function rowsOf(context: PageContext, figures: readonly Figure[], where: Inline, cites: readonly string[]): Row[] {
  const unique = [...new Map(figures.map((figure) => [figure.says.zh, figure])).values()];
  return unique.map(({ says }) => ({ cells: [[bare(says.zh)], [linked([where])], [linked(citation(context, cites))]] }));
}

const titled = (title: Words, value: Words): Figure => ({ says: { zh: `${title.zh}：${value.zh}`, en: `${title.en}: ${value.en}` } });

/** Figures that a rule gives out. */
function outcomeFigures(context: PageContext, { fields }: Pick<Consequence, 'fields'>): Figure[] {
  return fields.flatMap((field) =>
    field.node.form === 'literal' && FIGURES.has(field.node.type.kind)
      ? [titled(fieldTitle(field), fieldValue(context, field))]
      : figuresIn(context, field.node),
  );
}

/** The innermost statements of an expression that hold a figure. */
function figuresIn(context: PageContext, node: Node): Figure[] {
  if (!('args' in node)) return [];
  const isFigure = (arg: Node): boolean =>
    arg.form === 'literal' && (FIGURES.has(arg.type.kind) || (arg.type.element !== undefined && FIGURES.has(arg.type.element)));
  const here = node.args.some(isFigure);
  if (here && node.form === 'call') return [{ says: context.speaker.speak(node) }, ...node.args.flatMap((arg) => figuresIn(context, arg))];
  if (here && node.form === 'if') return [{ says: context.speaker.speak(node) }];
  return node.args.flatMap((arg) => figuresIn(context, arg));
}
