import { readFileSync } from 'node:fs';

/** Chinese first. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/**
 * A test of this repository: its file from the root, and its title as the file writes it, or with the placeholders of `it.each` filled; where the title is
 * nothing but a placeholder, behind those of the groups around it (`a group › what is tried`).
 */
export interface TestReference {
  readonly file: string;
  readonly name: string;
}

/** A chapter of a document of this repository, by its heading: what a requirement about documentation asks for. */
export interface ChapterReference {
  readonly file: string;
  readonly heading: string;
}

/** One requirement and what stands for it: tests, chapters, a reason, or a gap that is said. */
export interface Row extends Words {
  readonly id: string;
  /** 1 or 2 in ASVS; 3 in 等保. */
  readonly level: number;
  readonly tests?: readonly TestReference[];
  readonly chapters?: readonly ChapterReference[];
  /** Why it does not apply; `tests` beside it hold the reason true. */
  readonly notApplicable?: Words;
  /** What whoever runs it has to do, beside `tests` of the files we give for that or `chapters` that say it. */
  readonly operator?: Words;
  /** What is missing. Fails unless `KNOWN_GAPS` has the id. */
  readonly gap?: Words;
}

/** A standard, as we hold ourselves to it. */
export interface StandardTable {
  readonly standard: Words;
  /** Where its requirements and numbers are from, and what of them is here: `zh` and `en` of a row are our own summaries. */
  readonly source: Words;
  readonly rows: readonly Row[];
}

/** A table beside this file. */
export const readTable = (name: string): StandardTable => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as StandardTable;
