import type { Strength } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';
import type { Flow } from './flow/flow.ts';

/** A piece of a line: plain text, a reference to a place on the same page, or a mark of how binding something is. */
export type Inline =
  string | { readonly text: string; readonly to: string } | { readonly text: string; readonly mark: Strength | 'contested' };

/** A line for people: Chinese, and the same in English; an empty English means that the Chinese needs none. */
export interface Line {
  readonly zh: readonly Inline[];
  readonly en: string;
}

/** An item of a list, with what stands below it. */
export interface Item {
  readonly line: Line;
  readonly inside: readonly Block[];
}

/** A row of a table. */
export interface Row {
  /** Stable anchor of the row, unique on the page. */
  readonly id?: string;
  /** One cell a column; a cell is one line or several. */
  readonly cells: readonly (readonly Line[])[];
}

/** A table whose first column names the row. */
export interface Table {
  readonly block: 'table';
  readonly caption: Words;
  readonly columns: readonly Words[];
  /** Share of the width that each column takes, in percent. */
  readonly widths: readonly number[];
  readonly rows: readonly Row[];
}

/** What a section is made of. */
export type Block =
  | { readonly block: 'line'; readonly line: Line; readonly as: 'text' | 'sentence' | 'note' | 'source' }
  | { readonly block: 'list'; readonly items: readonly Item[] }
  | Table
  | { readonly block: 'contested'; readonly id: string; readonly lines: readonly Line[] }
  | {
      readonly block: 'entry';
      readonly id: string;
      readonly title: Words;
      readonly marks: readonly Inline[];
      readonly blocks: readonly Block[];
    }
  | { readonly block: 'flow'; readonly flow: Flow; readonly caption: Words };

/** A part of the page with its anchor. */
export interface Section {
  readonly id: string;
  readonly title: Words;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

/** A policy as a page to read: made from the policy alone, the same policy gives the same page. */
export interface PolicyPage {
  readonly policy: string;
  readonly title: Words;
  readonly subtitle: Words;
  /** What kind of page it is; absent: a policy to proof-read. */
  readonly label?: Words;
  readonly sections: readonly Section[];
}
