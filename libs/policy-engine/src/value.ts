import type { FactValue } from '@guicheng/policy-model';

/** An exact quotient that is never divided. Both sides are safe integers of one unit. */
export interface Ratio {
  readonly part: number;
  readonly whole: number;
}

/** What an expression comes to. `undefined` is not a value: it is "unknown", the third truth value. */
export type Value = FactValue | Ratio;

/** Tells a ratio from a fact's value: an object with both a part and a whole. */
export const isRatio = (value: Value | undefined): value is Ratio =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'whole' in value && 'part' in value;

/** Whether two values are the same value; lists by order. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((element, index) => sameValue(element as Value, b[index] as Value));
  if (isRatio(a) && isRatio(b)) return BigInt(a.part) * BigInt(b.whole) === BigInt(b.part) * BigInt(a.whole);
  return a === b;
}
