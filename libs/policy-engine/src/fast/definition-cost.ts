import type { CompiledDefinition, Node } from '../node.ts';
import { INLINE } from './inline-operators.ts';

/** A notion of at most so many nodes, other notions written out in it, is computed where it is needed; a larger one once a decision. */
const MOST_NODES_IN_PLACE = 48;

/** The value of a notion that is one figure, like a threshold; undefined: it is computed. */
export function constantOf(node: Node): (Node & { readonly form: 'literal' }) | undefined {
  return node.form === 'literal' ? node : node.form === 'definition' ? constantOf(node.definition.body) : undefined;
}

/** Tells notions that cost little to compute (comparisons and exact arithmetic on a few facts) from those worth remembering. */
export class DefinitionCost {
  readonly #sizes = new Map<CompiledDefinition, number>();

  isCheap(definition: CompiledDefinition): boolean {
    return this.#sizeOf(definition) <= MOST_NODES_IN_PLACE;
  }

  #sizeOf(definition: CompiledDefinition): number {
    let size = this.#sizes.get(definition);
    if (size === undefined) this.#sizes.set(definition, (size = this.#nodes(definition.body)));
    return size;
  }

  #nodes(node: Node): number {
    if (node.form === 'definition') return this.#sizeOf(node.definition);
    if (!('args' in node)) return 1;
    const own = node.form === 'call' && !Object.hasOwn(INLINE, node.operator.name) ? Infinity : 1;
    return node.args.reduce((sum, arg) => sum + this.#nodes(arg), own);
  }
}
