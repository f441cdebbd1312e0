import type { CivilDate } from '@guicheng/kernel';
import type { Value } from '../value.ts';
import type { FactRow } from './fact-row.ts';

/** Notions remembered during one decision. */
export type Memo = unknown[];

/** The functions that a question's code makes. */
export interface GeneratedFunctions {
  /** Sets `words` to how the rules stand, whatever they were; false: the facts contradict each other. */
  run(row: FactRow, asOf: CivilDate, memo: Memo, words: Int32Array): boolean;
  readonly values: readonly ((row: FactRow, asOf: CivilDate, memo: Memo) => Value | undefined)[];
}

/** Makes code run. undefined: this environment forbids code made from text (a browser's content security policy, a flag of Node). */
export function made<T>({ text, constants }: { readonly text: string; readonly constants: readonly unknown[] }): T | undefined {
  try {
    // Our own text: it is written from checked nodes, and nothing of a policy is in it but numbers and booleans.
    const make = new Function('k', `"use strict";\n${text}`) as (constants: readonly unknown[]) => T;
    return make(constants);
  } catch (cause) {
    if (cause instanceof EvalError) return undefined;
    throw cause;
  }
}
