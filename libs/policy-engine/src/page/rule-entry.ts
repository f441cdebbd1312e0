import type { Question } from '@guicheng/policy-model';
import type { CompiledGroup, CompiledRule, Consequence } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import { inline, type Outline } from '../wording/outline.ts';
import type { Words } from '../wording/value-words.ts';
import { anchors } from './anchors.ts';
import { contestedBlocks } from './contested.ts';
import { line, linked, sentenceEn, separated, text } from './lines.ts';
import { fitsSentence, headOf, outlineList } from './outline-blocks.ts';
import { outcomePieces, type OutcomePiece } from './outcome-words.ts';
import type { Block, Inline } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { STRENGTH_TITLES } from './titles.ts';

/** A rule's own condition, without the group's. */
export const ownCondition = (group: CompiledGroup, rule: CompiledRule): Node =>
  group.when !== undefined && rule.when.form === 'and' ? rule.when.args[1]! : rule.when;

/** A rule as a reader sees it: title, sentence, exceptions, source, notions, contested readings. */
export function ruleEntry(context: PageContext, question: Question, group: CompiledGroup, rule: CompiledRule): Block {
  const { titleZh, titleEn, strength } = rule.source;
  const own = ownCondition(group, rule);
  const pieces = outcomePieces(context, question, rule);
  return {
    block: 'entry',
    id: anchors.rule(question, rule.id),
    title: { zh: titleZh, en: titleEn },
    marks: [{ text: STRENGTH_TITLES[strength].zh, mark: strength }],
    blocks: [
      ...sentenceBlocks(conditionOf(context, own), statedWords(context, rule.ifStated), pieces, group.when !== undefined),
      ...exceptionBlocks(question, group, rule),
      sourceBlock(context, rule, [own, ...rule.fields.map(({ node }) => node)]),
      ...contestedBlocks(context, question, rule),
    ],
  };
}

/** What holds when no rule of the group applies. */
export function otherwiseEntry(context: PageContext, question: Question, group: CompiledGroup, otherwise: Consequence): Block {
  const pieces = outcomePieces(context, question, otherwise);
  return {
    block: 'entry',
    id: anchors.otherwise(question, group.source.id),
    title: { zh: '以上各条都不适用的', en: 'Where none of the above applies' },
    marks: [],
    blocks: [
      ...withCases({ zh: '除以上情形外，', en: 'otherwise, ' }, pieces),
      sourceBlock(
        context,
        otherwise,
        otherwise.fields.map(({ node }) => node),
      ),
    ],
  };
}

/** Undefined: the rule has no condition of its own. */
function conditionOf({ speaker }: PageContext, node: Node): Outline | undefined {
  return node.form === 'literal' && node.value === true ? undefined : speaker.outline(node);
}

function statedWords({ policy }: PageContext, names: readonly string[]): Words {
  if (names.length === 0) return { zh: '', en: '' };
  const facts = names.map((name) => policy.facts[name]!);
  return {
    zh: `已填报${facts.map(({ titleZh }) => `“${titleZh}”`).join('、')}的，`,
    en: `where stated (${facts.map(({ meaning }) => meaning).join('; ')}), `,
  };
}

function sentenceBlocks(condition: Outline | undefined, stated: Words, pieces: readonly OutcomePiece[], hasPremise: boolean): Block[] {
  if (condition === undefined) {
    const premise = hasPremise
      ? { zh: '符合上述前提的，', en: 'where the premise holds, ' }
      : { zh: '任何情形下，', en: 'in every case, ' };
    return withCases(stated.zh === '' ? premise : stated, pieces);
  }
  if (fitsSentence(condition)) {
    const { zh, en } = inline(condition);
    return withCases({ zh: `${stated.zh}当${zh.endsWith('%') ? `${zh} ` : zh}时，`, en: `${stated.en}when ${en}, then ` }, pieces);
  }
  const head = condition.form === 'all' || condition.form === 'any' ? headOf(condition.form) : { zh: '符合下列条件', en: 'the following' };
  return [
    text(line({ zh: `${stated.zh}${head.zh}时：`, en: sentenceEn(`${stated.en}when ${head.en} holds`).replace(/\.$/, ':') }), 'sentence'),
    outlineList(condition),
    ...withCases({ zh: '则', en: 'then ' }, pieces),
  ];
}

/** The outcome behind the beginning of its sentence; values by case below it. */
function withCases(beginning: Words, pieces: readonly OutcomePiece[]): Block[] {
  const nothing: OutcomePiece = { words: { zh: '不再另作要求', en: 'nothing further is asked' } };
  const all = pieces.length === 0 ? [nothing] : pieces;
  const zh = all.map(({ words }) => words.zh).join('，');
  const en = all.map(({ words }) => words.en).join('; ');
  return [
    text(line({ zh: `${beginning.zh}${zh}。`, en: sentenceEn(`${beginning.en}${en}`) }), 'sentence'),
    ...pieces.flatMap(({ words, cases }) =>
      cases === undefined ? [] : [text(line({ zh: `${words.zh}：`, en: '' }), 'note'), outlineList(cases)],
    ),
  ];
}

/** The law's own shape: what displaces this rule, and what it displaces. */
function exceptionBlocks(question: Question, group: CompiledGroup, rule: CompiledRule): Block[] {
  const link = ({ id, source }: CompiledRule): Inline[] => ['“', { text: source.titleZh, to: anchors.rule(question, id) }, '”'];
  const exceptions = rule.exceptions.map((index) => group.rules[index]!);
  const displaced = group.rules.filter(({ id }) => rule.source.exceptionOf?.includes(id) === true);
  return [
    ...(exceptions.length === 0
      ? []
      : [
          text(
            linked(
              ['但适用', ...separated(exceptions.map(link), '或者'), '的除外。'],
              `Except where this applies: ${exceptions.map(({ source }) => source.titleEn).join('; ')}.`,
            ),
            'sentence',
          ),
        ]),
    ...(displaced.length === 0
      ? []
      : [
          text(
            linked(
              ['本条是例外：适用本条的，不再适用', ...separated(displaced.map(link), '、'), '。'],
              `An exception: where this applies, these do not: ${displaced.map(({ source }) => source.titleEn).join('; ')}.`,
            ),
            'note',
          ),
        ]),
  ];
}

function sourceBlock(context: PageContext, { cites }: Consequence, nodes: readonly Node[]): Block {
  const notions = [...new Set(nodes.flatMap((node) => [...notionsIn(node)]))];
  const links = notions.map((name): Inline[] => [{ text: context.policy.definitions[name]!.titleZh, to: anchors.definition(name) }]);
  return text(
    linked(['依据：', ...citation(context, cites), '。', ...(links.length === 0 ? [] : ['所用概念：', ...separated(links, '、'), '。'])]),
    'source',
  );
}

/** Named notions that an expression names itself. */
export function notionsIn(node: Node): Set<string> {
  if (node.form === 'definition') return new Set([node.name]);
  return 'args' in node ? new Set(node.args.flatMap((arg) => [...notionsIn(arg)])) : new Set();
}
