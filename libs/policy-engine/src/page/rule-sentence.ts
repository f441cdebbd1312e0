import type { Node } from '../node.ts';
import { inline, type Outline } from '../wording/outline.ts';
import { spaced } from '../wording/sentence.ts';
import type { Words } from '../wording/value-words.ts';
import { line, sentenceEn, text } from './lines.ts';
import { fitsSentence, headOf, outlineList } from './outline-blocks.ts';
import type { OutcomePiece } from './outcome-words.ts';
import type { Block } from './page.ts';
import type { PageContext } from './page-context.ts';

/** A rule's condition taken apart; undefined: it has none of its own. */
export function conditionOf({ speaker }: PageContext, node: Node): Outline | undefined {
  return node.form === 'literal' && node.value === true ? undefined : speaker.outline(node);
}

/** The facts that must be stated for the rule to exist, as the beginning of its sentence. */
export function statedWords({ policy }: PageContext, names: readonly string[]): Words {
  if (names.length === 0) return { zh: '', en: '' };
  const facts = names.map((name) => policy.facts[name]!);
  return {
    zh: `已填报${facts.map(({ titleZh }) => `“${titleZh}”`).join('、')}的，`,
    en: `where stated (${facts.map(({ meaning }) => meaning).join('; ')}), `,
  };
}

/** 当……时，……。 A condition of many parts stands as a list. */
export function sentenceBlocks(
  condition: Outline | undefined,
  stated: Words,
  pieces: readonly OutcomePiece[],
  hasPremise: boolean,
): Block[] {
  if (condition === undefined) {
    const premise = hasPremise
      ? { zh: '符合上述前提的，', en: 'where the premise holds, ' }
      : { zh: '任何情形下，', en: 'in every case, ' };
    return withCases(stated.zh === '' ? premise : stated, pieces);
  }
  if (fitsSentence(condition)) {
    const { zh, en } = inline(condition);
    return withCases({ zh: spaced(`${stated.zh}当${zh}时，`), en: `${stated.en}when ${en}, then ` }, pieces);
  }
  const head = condition.form === 'all' || condition.form === 'any' ? headOf(condition.form) : { zh: '符合下列条件', en: 'the following' };
  return [
    text(line({ zh: `${stated.zh}${head.zh}时：`, en: sentenceEn(`${stated.en}when ${head.en} holds`).replace(/\.$/, ':') }), 'sentence'),
    outlineList(condition),
    ...withCases({ zh: '则', en: 'then ' }, pieces),
  ];
}

/** The outcome behind the beginning of its sentence; values by case below it. */
export function withCases(beginning: Words, pieces: readonly OutcomePiece[]): Block[] {
  const nothing: OutcomePiece = { words: { zh: '不再另作要求', en: 'nothing further is asked' } };
  const all = pieces.length === 0 ? [nothing] : pieces;
  // Outcomes that are sentences of several parts themselves are kept apart by a stronger sign.
  const zh = all.map(({ words }) => words.zh).join(all.some(({ words }) => words.zh.includes('，')) ? '；' : '，');
  const en = sentenceEn(`${beginning.en}${all.map(({ words }) => words.en).join('; ')}`);
  const begun = beginning.zh === '则' && zh.startsWith('若') ? '' : beginning.zh;
  const byCase = all.filter(({ cases }) => cases !== undefined);
  const last = all.at(-1)!;
  // One value by case at the end of the sentence needs no second introduction.
  if (byCase.length === 1 && last.cases !== undefined)
    return [text(line({ zh: `${begun}${zh}：`, en: en.replace(/\.$/, ':') }), 'sentence'), outlineList(last.cases)];
  return [
    text(line({ zh: `${begun}${zh}。`, en }), 'sentence'),
    ...byCase.flatMap(({ words, cases }) => [text(line({ zh: `${words.zh}：`, en: `${words.en}:` }), 'note'), outlineList(cases!)]),
  ];
}
