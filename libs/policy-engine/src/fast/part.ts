import type { CompiledField } from '../compiled-policy.ts';
import type { Node } from '../node.ts';
import { sameValue, type Value } from '../value.ts';

/** A field's value as far as it is the same for every decision of a path: a literal, or the place of the function that computes it. */
export type Part = { readonly literal: Value } | { readonly computed: number };

/** Two values that must be the same for the path's answer to hold; that one of them is computed makes it a matter of the decision. */
export type Check = readonly [Part, Part];

/** Where each computed field has its function. */
export type Places = ReadonlyMap<Node, number>;

/** A field's value where it is a literal; else which function computes it. */
export const partOf = ({ node }: CompiledField, places: Places): Part =>
  node.form === 'literal' ? { literal: node.value } : { computed: places.get(node)! };

/**
 * Whether two lists of fields say the same: false, they do not; else what remains to be compared when values are computed. The same test as
 * `sameAnswer` makes on values.
 */
export function agreement(a: readonly CompiledField[], b: readonly CompiledField[], places: Places): false | Check[] {
  if (a.length !== b.length) return false;
  const checks: Check[] = [];
  for (const field of a) {
    const other = b.find(({ name }) => name === field.name);
    if (other === undefined) return false;
    const check: Check = [partOf(field, places), partOf(other, places)];
    const settled = isSettled(check);
    if (settled === false) return false;
    if (settled === undefined) checks.push(check);
  }
  return checks;
}

/** Whether two parts are the same value; undefined: only a decision can tell. */
export const isSettled = ([a, b]: Check): boolean | undefined =>
  'literal' in a && 'literal' in b ? sameValue(a.literal, b.literal) : undefined;
