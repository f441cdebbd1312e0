import type { Words } from '../wording/value-words.ts';
import type { Block, Inline, Item, Line } from './page.ts';

/** A line of plain words. */
export const line = ({ zh, en }: Words): Line => ({ zh: [zh], en });

/** A line with references in its Chinese. */
export const linked = (zh: readonly Inline[], en = ''): Line => ({ zh, en });

/** A line that reads the same in both languages, or needs no English. */
export const bare = (text: string): Line => ({ zh: [text], en: '' });

/** A line as a block of its own; `as` says how it is set. */
export const text = (words: Line, as: 'text' | 'sentence' | 'note' | 'source' = 'text'): Block => ({ block: 'line', line: words, as });

/** An item of a list, with the blocks below it. */
export const item = (words: Line, ...inside: readonly Block[]): Item => ({ line: words, inside });

/** Pieces with a separator between each two. */
export const separated = (pieces: readonly (readonly Inline[])[], separator: string): Inline[] =>
  pieces.flatMap((piece, index) => (index === 0 ? [...piece] : [separator, ...piece]));

/** An English sentence: first letter large, one full stop. */
export const sentenceEn = (text: string): string => (text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
