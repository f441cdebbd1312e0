import { LIMITS } from '@guicheng/policy-model';
import type { CompiledDefinition, Node } from './node.ts';

/** How large an expression is with every definition written out in its place, as often as it is used. */
export interface Measure {
  readonly nodes: number;
  readonly levels: number;
  /** Steps of an evaluation at most: one a node, and one for each member of a list (character of a text) that is gone through. */
  readonly steps: number;
  /** Members (characters) that its value has at most; 1: a single value. */
  readonly length: number;
}

const measured = new WeakMap<CompiledDefinition, Measure>();

/** Measures an expression; each definition once, however often it is used. */
export function measureOf(node: Node): Measure {
  if (node.form === 'definition') {
    let body = measured.get(node.definition);
    if (body === undefined) measured.set(node.definition, (body = measureOf(node.definition.body)));
    return { nodes: body.nodes + 1, levels: body.levels + 1, steps: body.steps + 1, length: body.length };
  }
  if (!('args' in node)) return { nodes: 1, levels: 1, steps: 1, length: longest(node) };
  const args = node.args.map(measureOf);
  return {
    nodes: 1 + sum(args.map(({ nodes }) => nodes)),
    levels: 1 + Math.max(...args.map(({ levels }) => levels)),
    // Every operator goes through what it is given once at most; an `if` whose condition is unknown compares its branches.
    steps: 1 + sum(args.map(({ steps }) => steps)) + sum(args.map(({ length }, index) => (isGoneThrough(node, index) ? length : 0))),
    length: lengthOf(node, args),
  };
}

/** Lists are, by whatever takes them; texts only by what takes nothing else: comparing two is one step. */
const isGoneThrough = (node: Node & { readonly args: readonly Node[] }, index: number): boolean => {
  const { kind } = node.args[index]!.type;
  return kind === 'list' || (kind === 'text' && node.args.length === 1);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function lengthOf({ form, type }: Node, args: readonly Measure[]): number {
  const lengths = args.map(({ length }) => length);
  if (form === 'if' || type.kind === 'text') return Math.max(...lengths);
  if (type.kind !== 'list') return 1;
  // Two lists give one that has all their members at most; two numbers one that is bounded by itself.
  return Math.max(sum(lengths), lengths.every((length) => length === 1) ? LIMITS.membersOfList : 0);
}

function longest(node: Node): number {
  if (node.form === 'literal') return Array.isArray(node.value) || typeof node.value === 'string' ? Math.max(1, node.value.length) : 1;
  if (node.type.kind === 'text') return LIMITS.charactersOfText;
  return node.type.kind === 'list' ? LIMITS.membersOfList : 1;
}
