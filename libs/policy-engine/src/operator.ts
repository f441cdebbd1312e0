import type { WorkingDayCalendar } from '@guicheng/kernel';
import type { Kind, Type } from './type.ts';
import type { Value } from './value.ts';

/** An argument as the type checker sees it. */
export interface Argument {
  readonly type: Type;
  /** Present when the argument is written as a literal. */
  readonly literal?: Value;
}

/** An argument in words, with its kind (dates are earlier and later, amounts lower and higher). */
export interface SpokenArgument {
  readonly text: string;
  readonly kind: Kind;
}

/** How an operator reads in a sentence. */
export interface Saying {
  readonly zh: (...args: readonly SpokenArgument[]) => string;
  readonly en: (...args: readonly SpokenArgument[]) => string;
}

/** Says what is wrong with an operator's arguments; `argument` is the index of the one meant. */
export type Report = (code: string, zh: string, en: string, argument?: number) => undefined;

/**
 * One operator of the language: strict, i.e. unknown as soon as an argument is unknown. (`and`, `or`, `!`, `if`, `var` and `def` are forms of
 * the language itself, see `expression-compiler.ts`.) Pure and deterministic.
 */
export interface Operator {
  readonly name: string;
  /** Fewest and most arguments. */
  readonly arity: readonly [number, number];
  /** The result's type, or a report of what is wrong. */
  type(args: readonly Argument[], report: Report): Type | undefined;
  /** The operator on known values; `undefined`: what it needs beyond them is not known, see `needs`. */
  apply(calendar: WorkingDayCalendar): (...args: Value[]) => Value | undefined;
  /** The operator in a sentence, Chinese and English. */
  readonly says: Saying;
  /** What is missing when known values give no result: an official calendar (default), or a part of the first argument that was not stated. */
  readonly needs?: 'calendar' | 'part';
  /** json-logic-js has this operator itself, with the same meaning on complete, well-typed data. */
  readonly standard?: boolean;
}
