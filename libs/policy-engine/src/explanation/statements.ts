import type { Words } from '../wording/value-words.ts';
import { lowerFirst } from '../wording/yes-no-phrase.ts';

/** One statement; two with the same key say the same, unfolded more or less. */
export interface Ground extends Words {
  readonly key: string;
  /** Of a notion: what it was found from, where that is said with it. */
  readonly inner?: readonly Ground[];
  /** A figure stands in it. */
  readonly hasFigure?: boolean;
}

/** A statement that is like no other. */
export const keyed = (words: Words): Ground => ({ key: words.zh, ...words });

/** An English title as it stands inside a sentence. */
export const brief = (text: string): string => lowerFirst(text.split(/[:;]/u)[0]!.trim());

/** 甲、乙，且丙. */
export function joinZh(statements: readonly Words[]): string {
  const said = statements.map(({ zh }) => zh);
  if (said.length < 2) return said.join('');
  return `${said.slice(0, -1).join('、')}，且${said.at(-1)!}`;
}

/** a and b and c. */
export const joinEn = (statements: readonly Words[]): string => statements.map(({ en }) => en).join(' and ');

/** A text in quotes; quotes within become single ones. */
export const quotedZh = (text: string): string => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;
