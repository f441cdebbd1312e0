import type { Question } from '@guicheng/policy-model';
import type { CompiledField, CompiledGroup, CompiledRule } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import { ORDERED } from '../type.ts';
import { anchors } from './anchors.ts';
import { bare, linked } from './lines.ts';
import { fieldTitle, fieldValue, outcomePieces } from './outcome-words.ts';
import type { Line, Table } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { ownCondition } from './rule-entry.ts';
import { statedWords } from './rule-sentence.ts';
import { STRENGTH_TITLES } from './titles.ts';

const COMPARISONS = new Set(['<', '<=', '>', '>=', 'atMost', 'atLeast', 'moreThan', 'lessThan']);
/** More outcome fields than these stand together in one column. */
const MOST_COLUMNS = 4;

/**
 * A group whose rules cut one amount, number or date at figures is a table of brackets; undefined for any other group. Chinese
 * only: each rule stands in both languages below it.
 */
export function bracketTable(context: PageContext, question: Question, group: CompiledGroup): Table | undefined {
  if (group.rules.length < 2 || group.rules.filter((rule) => axesOf(ownCondition(group, rule)).size > 0).length < 2) return undefined;
  const axes = group.rules.map((rule) => axesOf(ownCondition(group, rule)));
  if (![...axes.flatMap((found) => [...found])].some((axis) => axes.filter((found) => found.has(axis)).length > 1)) return undefined;
  const fields = uniqueFields(group);
  const isWide =
    fields.length > MOST_COLUMNS ||
    group.rules.some((rule) => rule.status !== 'determined' || rule.adds.length + rule.blockers.length + rule.warnings.length > 0);
  return {
    block: 'table',
    caption: { zh: `${group.source.titleZh}一览`, en: `${group.source.titleEn}: overview` },
    columns: [
      { zh: '情形', en: 'Where' },
      ...(isWide ? [{ zh: '结果', en: 'Outcome' }] : fields.map(fieldTitle)),
      { zh: '依据', en: 'Source' },
      { zh: '效力', en: 'Strength' },
    ],
    widths: [isWide ? 34 : 28, ...(isWide ? [38] : fields.map(() => Math.floor(46 / fields.length))), 18, 9],
    rows: group.rules.map((rule) => ({
      cells: [
        [conditionCell(context, question, group, rule)],
        ...(isWide ? [outcomeCell(context, question, rule)] : fields.map(({ name }) => [valueCell(context, rule.fields, name)])),
        [linked(citation(context, rule.cites))],
        [linked([{ text: STRENGTH_TITLES[rule.source.strength].zh, mark: rule.source.strength }])],
      ],
    })),
  };
}

function conditionCell(context: PageContext, question: Question, group: CompiledGroup, rule: CompiledRule): Line {
  const own = ownCondition(group, rule);
  const stated = statedWords(context, rule.ifStated).zh;
  return linked([
    { text: `${stated}${own.form === 'literal' ? '任何情形' : context.speaker.speak(own).zh}`, to: anchors.rule(question, rule.id) },
  ]);
}

const outcomeCell = (context: PageContext, question: Question, rule: CompiledRule): Line[] =>
  outcomePieces(context, question, rule).map(({ words }) => bare(words.zh));

function valueCell(context: PageContext, fields: readonly CompiledField[], name: string): Line {
  const field = fields.find((one) => one.name === name);
  return bare(field === undefined ? '—' : fieldValue(context, field).zh);
}

function uniqueFields(group: CompiledGroup): CompiledField[] {
  const found = new Map<string, CompiledField>();
  for (const field of group.rules.flatMap((rule) => rule.fields)) if (!found.has(field.name)) found.set(field.name, field);
  return [...found.values()];
}

/** The facts and notions that a condition compares with a fixed figure. */
function axesOf(node: Node): Set<string> {
  if (node.form === 'and' || node.form === 'or' || node.form === 'not') return new Set(node.args.flatMap((arg) => [...axesOf(arg)]));
  if (node.form !== 'call' || !COMPARISONS.has(node.operator.name)) return new Set();
  const isFigure = (arg: Node): boolean => arg.form === 'literal' || (arg.form === 'definition' && arg.definition.body.form === 'literal');
  if (!node.args.some(isFigure)) return new Set();
  return new Set(
    node.args.flatMap((arg) =>
      !isFigure(arg) && (ORDERED.has(arg.type.kind) || arg.type.kind === 'ratio') && 'name' in arg ? [arg.name] : [],
    ),
  );
}
