import type { Question } from '@guicheng/policy-model';
import type { Words } from '../../wording/value-words.ts';
import type { Answering, ComparedPolicy } from '../comparison.ts';

/** One thing that a policy says, with where it says so. */
export interface MatrixEntry {
  readonly words: Words;
  /** Group and rule, of every rule that says so: `route/filing-below-1m`. */
  readonly rules: readonly string[];
  readonly clauses: readonly string[];
  /** The clauses as they are cited. */
  readonly cited: string;
}

/** What one policy says on a matter; no entries: nothing, for the reason that `answering` tells. */
export interface MatrixCell {
  readonly answering: Answering;
  readonly entries: readonly MatrixEntry[];
}

/**
 * One matter over all policies. `threshold`: a figure at which the answer changes; `answer`: one of a closed list, such as who reviews; `date`: a day or a
 * period with its length and unit; `figure`: an amount, number or share that is given out.
 */
export interface MatrixRow {
  readonly kind: 'threshold' | 'answer' | 'date' | 'figure';
  readonly question: Question;
  /** The compared quantity in Chinese, or the outcome field: the same in all policies. */
  readonly name: string;
  readonly title: Words;
  /** One a policy, in their order. */
  readonly cells: readonly MatrixCell[];
}

/** The same questions answered by several policies, side by side. */
export interface DistrictMatrix {
  readonly policies: readonly (ComparedPolicy & { readonly districtZh: string })[];
  readonly rows: readonly MatrixRow[];
}
