import type { CompiledDefinition, Node } from '../node.ts';
import { Constants } from './constants.ts';
import { DefinitionCost } from './definition-cost.ts';
import type { FactLayout } from './fact-row.ts';
import { INLINE } from './inline-operators.ts';
import { UnitWriter } from './unit-writer.ts';

/** Code beyond this is not generated; the largest question of the packs takes a quarter. */
const LONGEST_CODE = 1_000_000;

/** What a notion that was not computed yet is remembered as. */
export const NOT_COMPUTED: unique symbol = Symbol('not computed');

/** The question is too large to generate code for. */
export class CodeTooLong extends Error {}

/**
 * The generated functions of one question. Parameters everywhere: `f` the row of facts, `asOf` the day, `m` the notions remembered during this
 * decision. Functions refer to each other by number.
 */
export class ModuleWriter {
  readonly constants = new Constants();
  readonly cost = new DefinitionCost();
  readonly functions: string[] = [];
  readonly #notComputed = this.constants.name(NOT_COMPUTED);
  readonly #remembered = new Map<CompiledDefinition, number>();
  readonly #known = new Map<CompiledDefinition, boolean>();
  #length = 0;

  constructor(readonly layout: FactLayout) {}

  /** How many notions are remembered. */
  get memoSize(): number {
    return this.#remembered.size;
  }

  add(text: string): void {
    this.#length += text.length;
    if (this.#length > LONGEST_CODE) throw new CodeTooLong();
    this.functions.push(text);
  }

  /** A function that gives one expression's value; its name. */
  evaluator(name: string, node: Node): string {
    const unit = new UnitWriter(this, [node]);
    const value = unit.value(node);
    this.add(`function ${name}(f,asOf,m){\n${unit.head}\nreturn ${value};\n}`);
    return name;
  }

  /** The value of a notion that is computed at most once a decision, by a function of its own. */
  remembered(definition: CompiledDefinition): string {
    let slot = this.#remembered.get(definition);
    if (slot === undefined) {
      slot = this.#remembered.size;
      this.#remembered.set(definition, slot);
      this.evaluator(`D${slot}`, definition.body);
    }
    return `(m[${slot}]===${this.#notComputed}?(m[${slot}]=D${slot}(f,asOf,m)):m[${slot}])`;
  }

  /** Whether an expression has a value whatever is unknown. */
  isAlwaysKnown(node: Node): boolean {
    switch (node.form) {
      case 'literal':
      case 'as-of':
        return true;
      case 'fact':
        return false;
      case 'definition': {
        let known = this.#known.get(node.definition);
        if (known === undefined) this.#known.set(node.definition, (known = this.isAlwaysKnown(node.definition.body)));
        return known;
      }
      case 'call':
        return Object.hasOwn(INLINE, node.operator.name) && node.args.every((arg) => this.isAlwaysKnown(arg));
      default:
        return node.args.every((arg) => this.isAlwaysKnown(arg));
    }
  }
}
