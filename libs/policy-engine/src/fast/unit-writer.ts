import type { CompiledDefinition, Node } from '../node.ts';
import { constantOf } from './definition-cost.ts';
import { ExpressionWriter } from './expression-writer.ts';
import type { ModuleWriter } from './module-writer.ts';

/**
 * Writes the expressions of one function that decides. A notion may be computed where closures would not come to it; that can change nothing
 * but fail, and then closures answer.
 */
export class UnitWriter extends ExpressionWriter {
  readonly #facts = new Set<number>();
  readonly #inPlace = new Set<CompiledDefinition>();
  readonly #locals: string[] = [];

  /** `nodes`: everything the function computes; a small notion that stands in it twice is computed once, at the start. */
  constructor(module: ModuleWriter, nodes: readonly Node[]) {
    super(module);
    const uses = new Map<CompiledDefinition, number>();
    const order: CompiledDefinition[] = [];
    const count = (node: Node): void => {
      if (node.form === 'definition') {
        if (constantOf(node) !== undefined || !module.cost.isCheap(node.definition)) return;
        const before = uses.get(node.definition) ?? 0;
        uses.set(node.definition, before + 1);
        if (before > 0) return;
        count(node.definition.body);
        order.push(node.definition);
      } else if ('args' in node) node.args.forEach(count);
    };
    nodes.forEach(count);
    for (const definition of order)
      if (uses.get(definition)! > 1) {
        const text = this.value(definition.body);
        this.#inPlace.add(definition);
        this.#locals.push(`const d${definition.index}=${text};`);
      }
  }

  /** Declarations that stand before everything else that was written. */
  get head(): string {
    const facts = [...this.#facts].map((place) => `const f${place}=f[${place}];`);
    return [...facts, this.temporaries, ...this.#locals].join('\n');
  }

  /** A fact by its name; one that the question does not take is never stated. */
  override fact(name: string): string {
    const place = this.module.layout.places.get(name);
    if (place === undefined) return 'undefined';
    this.#facts.add(place);
    return `f${place}`;
  }

  protected override asOf(): string {
    return 'asOf';
  }

  protected override definition(definition: CompiledDefinition): string {
    const constant = constantOf(definition.body);
    if (constant !== undefined) return this.value(constant);
    if (this.#inPlace.has(definition)) return `d${definition.index}`;
    return this.module.cost.isCheap(definition) ? this.value(definition.body) : this.module.remembered(definition);
  }
}
