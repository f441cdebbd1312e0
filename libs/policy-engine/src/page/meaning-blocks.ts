import { inline, type Outline } from '../wording/outline.ts';
import type { Words } from '../wording/value-words.ts';
import { line, text } from './lines.ts';
import { fitsSentence, headOf, outlineList } from './outline-blocks.ts';
import type { Block } from './page.ts';

/** What a condition by name means: 指：…… in one sentence, or as a list of its parts. */
export function meaningBlocks(formula: Outline, name: Words, as: 'sentence' | 'note'): Block[] {
  if (formula.form === 'all' || formula.form === 'any') {
    if (fitsSentence(formula)) return [text(line(oneSentence(formula, name)), as)];
    const { zh, en } = headOf(formula.form);
    return [text(line({ zh: `${name.zh}指${zh}：`, en: capital(`${name.en}means ${en}:`) }), as), outlineList(formula)];
  }
  return [text(line(oneSentence(formula, name)), as)];
}

function oneSentence(formula: Outline, name: Words): Words {
  const { zh, en } = inline(formula);
  return { zh: `${name.zh}指：${zh}。`, en: capital(`${name.en}means: ${en}.`) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
