import type { Question } from '@guicheng/policy-model';
import type { CompiledField, CompiledGroup, CompiledRule, Consequence } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import { anchors } from './anchors.ts';
import { contestedBlocks } from './contested.ts';
import { linked, separated, text } from './lines.ts';
import { meaningBlocks } from './meaning-blocks.ts';
import { outcomePieces } from './outcome-words.ts';
import type { Block, Inline } from './page.ts';
import { citation, type PageContext } from './page-context.ts';
import { conditionOf, sentenceBlocks, statedWords, withCases } from './rule-sentence.ts';
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
      ...meaningOfSingle(context, own, rule.fields),
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

/** A rule that hangs on one notion alone says nothing by itself: what the notion means stands right below. */
function meaningOfSingle(context: PageContext, own: Node, fields: readonly CompiledField[]): Block[] {
  const single = [own, ...fields.map(({ node }) => node)].filter((node) => node.form === 'definition' && node.type.kind === 'boolean');
  const names = [...new Set(single.flatMap((node) => (node.form === 'definition' ? [node.name] : [])))];
  return names.flatMap((name) => {
    const { titleZh, titleEn } = context.policy.definitions[name]!;
    const body = context.definitions.get(name)!;
    // A single comparison with a figure was already said in the sentence.
    return body.form === 'call' && own.form === 'definition' && context.speaker.speak(own).zh.endsWith('）')
      ? []
      : meaningBlocks(context.speaker.formula(name, body), { zh: `“${titleZh}”`, en: `“${titleEn}” ` }, 'note');
  });
}

/** The law's own shape: what displaces this rule, and what it displaces. */
function exceptionBlocks(question: Question, group: CompiledGroup, rule: CompiledRule): Block[] {
  const link = ({ id, source }: CompiledRule): Inline[] => ['“', { text: source.titleZh, to: anchors.rule(question, id) }, '”'];
  const exceptions = rule.exceptions.map((index) => group.rules[index]!);
  const displaced = group.rules.filter(({ id }) => rule.source.exceptionOf?.includes(id) === true);
  const isAll = displaced.length > 2 && displaced.length === group.rules.length - 1;
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
              ['本条是例外：适用本条的，不再适用', ...(isAll ? ['本组其他各条'] : separated(displaced.map(link), '、')), '。'],
              `An exception: where this applies, ${isAll ? 'no other rule of the group does' : `these do not: ${displaced.map(({ source }) => source.titleEn).join('; ')}`}.`,
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
