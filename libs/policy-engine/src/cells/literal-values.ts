import { factsRead } from '../facts-read.ts';
import type { Evaluation, Node } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import type { Kind } from '../type.ts';
import type { Value } from '../value.ts';

/**
 * Literals that stand in an expression, definitions included, by kind, and what its parts that read nothing come to (`dateOf` of three numbers); the
 * members of lists count as literals of the elements' kind.
 */
export function literalsOf(node: Node, into: Map<Kind, Set<Value>> = new Map()): Map<Kind, Set<Value>> {
  for (const { kind, value } of constants(node))
    for (const each of Array.isArray(value) ? (value as readonly Value[]) : [value]) add(into, kind, each);
  return into;
}

/** The lists that stand in an expression as literals or come of literals alone, definitions included. */
export const listsIn = (node: Node): (readonly Value[])[] =>
  [...constants(node)].flatMap(({ value }) => (Array.isArray(value) ? [value as readonly Value[]] : []));

function* constants(node: Node): Generator<{ readonly kind: Kind; readonly value: Value }> {
  const kind = node.type.element ?? node.type.kind;
  if (node.form === 'literal') yield { kind, value: node.value };
  else if (node.form === 'definition') yield* constants(node.definition.body);
  else if ('args' in node) {
    const value = node.form === 'call' && !readsAnything(node) ? computed(node) : undefined;
    if (value !== undefined) yield { kind, value };
    for (const arg of node.args) yield* constants(arg);
  }
}

const readsAnything = (node: Node): boolean => factsRead(node).size > 0 || readsAsOf(node);

/** Whether the day of the question is read somewhere in the expression. */
export function readsAsOf(node: Node): boolean {
  if (node.form === 'as-of') return true;
  if (node.form === 'definition') return readsAsOf(node.definition.body);
  return 'args' in node && node.args.some(readsAsOf);
}

const NOTHING: Omit<Evaluation, 'memo' | 'computed'> = { facts: Object.create(null) as Evaluation['facts'], asOf: 0 as Evaluation['asOf'] };

function computed(node: Node): Value | undefined {
  try {
    return node.run({ ...NOTHING, memo: [], computed: [] });
  } catch (cause) {
    if (cause instanceof RuleFault) return undefined;
    throw cause;
  }
}

function add(into: Map<Kind, Set<Value>>, kind: Kind, value: Value): void {
  const known = into.get(kind);
  if (known === undefined) into.set(kind, new Set([value]));
  else known.add(value);
}

/** Whether an operator with one of these names stands in the expression. */
export function usesOperator(node: Node, names: ReadonlySet<string>): boolean {
  if (node.form === 'call' && names.has(node.operator.name)) return true;
  if (node.form === 'definition') return usesOperator(node.definition.body, names);
  return 'args' in node && node.args.some((arg) => usesOperator(arg, names));
}
