import type { Node } from '../node.ts';
import type { Kind } from '../type.ts';
import type { Value } from '../value.ts';

/** Literals that stand in an expression, definitions included, by kind; the members of lists count as literals of the elements' kind. */
export function literalsOf(node: Node, into: Map<Kind, Set<Value>> = new Map()): Map<Kind, Set<Value>> {
  if (node.form === 'literal') {
    const kind = node.type.element ?? node.type.kind;
    for (const value of Array.isArray(node.value) ? (node.value as readonly Value[]) : [node.value]) add(into, kind, value);
  } else if (node.form === 'definition') literalsOf(node.definition.body, into);
  else if ('args' in node) for (const arg of node.args) literalsOf(arg, into);
  return into;
}

/** The lists that stand in an expression as literals, definitions included. */
export function listsIn(node: Node, into: (readonly Value[])[] = []): (readonly Value[])[] {
  if (node.form === 'literal') {
    if (Array.isArray(node.value)) into.push(node.value as readonly Value[]);
  } else if (node.form === 'definition') listsIn(node.definition.body, into);
  else if ('args' in node) for (const arg of node.args) listsIn(arg, into);
  return into;
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
