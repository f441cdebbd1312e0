import { inline, type Outline } from '../wording/outline.ts';
import type { Words } from '../wording/value-words.ts';
import { item, line, text } from './lines.ts';
import type { Block, Item } from './page.ts';

/** Above so many characters a condition of several parts is easier read as a list. */
const LONGEST_SENTENCE = 60;

/** Whether an outline reads well as part of one sentence. */
export function fitsSentence(outline: Outline): boolean {
  if (outline.form === 'words') return true;
  const isFlat = outline.form !== 'cases' && outline.parts.every((part) => part.form === 'words');
  return isFlat && outline.parts.length <= 3 && inline(outline).zh.length <= LONGEST_SENTENCE;
}

const HEADS: Readonly<Record<'all' | 'any', Words>> = {
  all: { zh: '同时符合下列各项', en: 'all of the following' },
  any: { zh: '有下列情形之一', en: 'any of the following' },
};

/** How a list of parts is introduced. */
export const headOf = (form: 'all' | 'any'): Words => HEADS[form];

/** The parts of an outline as a list, parts of parts below them. */
export function outlineList(outline: Outline): Block {
  switch (outline.form) {
    case 'words':
      return { block: 'list', items: [item(line(outline.words))] };
    case 'all':
    case 'any':
      return { block: 'list', items: outline.parts.map(partItem) };
    case 'cases':
      return {
        block: 'list',
        items: [...outline.branches.map(({ when, value }) => branchItem(when, value)), otherwiseItem(outline.otherwise)],
      };
  }
}

function partItem(part: Outline): Item {
  if (fitsSentence(part)) return item(line(inline(part)));
  if (part.form === 'all' || part.form === 'any') {
    const { zh, en } = headOf(part.form);
    return item(line({ zh: `${zh}：`, en: `${en}:` }), outlineList(part));
  }
  return item(line(inline(part)));
}

function branchItem(when: Outline, value: Outline): Item {
  const outcome = inline(value);
  if (fitsSentence(when)) {
    const condition = inline(when);
    return item(line({ zh: `${condition.zh}时：${outcome.zh}`, en: `where ${condition.en}: ${outcome.en}` }));
  }
  const { zh, en } =
    when.form === 'all' || when.form === 'any' ? headOf(when.form) : { zh: '符合下列条件', en: 'where the following holds' };
  return item(line({ zh: `${zh}时：${outcome.zh}`, en: `${en}: ${outcome.en}` }), outlineList(when));
}

const otherwiseItem = (value: Outline): Item => {
  const { zh, en } = inline(value);
  return item(line({ zh: `其余情形：${zh}`, en: `otherwise: ${en}` }));
};

/** Words, or a list below a heading word. */
export const outlineBlocks = (outline: Outline): Block[] =>
  fitsSentence(outline) ? [text(line(inline(outline)), 'sentence')] : [outlineList(outline)];
