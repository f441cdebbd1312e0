import { at } from '@guicheng/policy-model';
import { runAnd, runNot, runOr } from '../forms.ts';
import type { Node } from '../node.ts';

/** A part of an expression and where it stands in the policy. */
export interface PlacedNode {
  readonly node: Node;
  readonly pointer: string;
}

/** The operator under which an expression's arguments stand. */
const nameOf = (node: Node & { readonly args: readonly Node[] }): string =>
  node.form === 'call' ? node.operator.name : node.form === 'not' ? '!' : node.form;

/** An expression and all its parts, without looking into the definitions it refers to: they have their own place. */
export function* placedNodes(node: Node, pointer: string): Generator<PlacedNode> {
  yield { node, pointer };
  if (node.form === 'definition' || !('args' in node)) return;
  for (const [index, arg] of node.args.entries()) yield* placedNodes(arg, at(pointer, nameOf(node), index));
}

/** A condition with one of its parts left out. */
export interface Shortened extends PlacedNode {
  /** Whether the part is one of several that must hold, or one of several of which one must. */
  readonly from: 'and' | 'or';
  readonly part: Node;
}

/** Every condition that is left when one part of an `and` or an `or` is struck out; `pointer` is the part's. */
export function* shortened(node: Node, pointer: string): Generator<Shortened> {
  if (node.form !== 'and' && node.form !== 'or') return;
  for (const [index, part] of node.args.entries()) {
    const place = at(pointer, node.form, index);
    if (node.args.length > 1) yield { node: joined(node, node.args.toSpliced(index, 1)), pointer: place, from: node.form, part };
    for (const inner of shortened(part, place)) yield { ...inner, node: joined(node, node.args.with(index, inner.node)) };
  }
}

function joined(node: Node & { readonly form: 'and' | 'or' | 'not' | 'if' }, args: readonly Node[]): Node {
  const runs = args.map(({ run }) => run);
  return { form: node.form, type: node.type, args, run: node.form === 'and' ? runAnd(runs) : runOr(runs) };
}

/** Conditions that must hold together, in their order: an earlier one guards what comes after it. */
export const all = (conditions: readonly Node[]): Node => ({
  form: 'and',
  args: conditions,
  type: { kind: 'boolean', nullable: false },
  run: runAnd(conditions.map(({ run }) => run)),
});

/** The condition that another does not hold. */
export const not = (condition: Node): Node => ({ form: 'not', args: [condition], type: condition.type, run: runNot(condition.run) });
