import { WORKING_DAY_CALENDAR, type CompiledDefinition, type Evaluation, type Node } from './node.ts';
import { RuleFault } from './rule-fault.ts';
import type { Value } from './value.ts';

/** Some value, whichever: what an assumed fact has. */
const ANY = Symbol('any value');
type Possible = Value | typeof ANY | undefined;

// What a condition can come to, as a set of bits.

/** The bit of a condition that can come to true. */
export const CAN_HOLD = 1;
/** The bit of a condition that can come to false. */
export const CAN_FAIL = 2;
/** The bit of a condition that can stay unknown. */
export const CAN_STAY_OPEN = 4;

/** What calls came to last, on which values; shared by the suppositions of one search, so that long lists are gone through once and not at every trial. */
export type LastCalls = Map<Node, { readonly args: readonly Value[]; readonly result: Value | undefined }>;

/**
 * Evaluates under the supposition that some facts, unknown now, become known — whatever their value. A sound upper bound: what can happen is
 * never missed; conditions on one assumed fact are taken as independent.
 */
export class Supposition {
  /** A definition comes to the same wherever it is used. */
  readonly #conditions = new Map<CompiledDefinition, number>();
  readonly #values = new Map<CompiledDefinition, Possible>();

  constructor(
    private readonly evaluation: Evaluation,
    private readonly assumed: ReadonlySet<string>,
    private readonly last: LastCalls = new Map(),
  ) {}

  /** The set of truth values a condition can have. */
  condition(node: Node): number {
    switch (node.form) {
      case 'definition':
        return this.conditionOf(node.definition);
      case 'and': {
        const parts = node.args.map((arg) => this.condition(arg));
        return (
          (every(parts, CAN_HOLD) ? CAN_HOLD : 0) |
          (some(parts, CAN_FAIL) ? CAN_FAIL : 0) |
          (every(parts, CAN_HOLD | CAN_STAY_OPEN) && some(parts, CAN_STAY_OPEN) ? CAN_STAY_OPEN : 0)
        );
      }
      case 'or': {
        const parts = node.args.map((arg) => this.condition(arg));
        return (
          (some(parts, CAN_HOLD) ? CAN_HOLD : 0) |
          (every(parts, CAN_FAIL) ? CAN_FAIL : 0) |
          (every(parts, CAN_FAIL | CAN_STAY_OPEN) && some(parts, CAN_STAY_OPEN) ? CAN_STAY_OPEN : 0)
        );
      }
      case 'not': {
        const part = this.condition(node.args[0]!);
        return (part & CAN_HOLD ? CAN_FAIL : 0) | (part & CAN_FAIL ? CAN_HOLD : 0) | (part & CAN_STAY_OPEN);
      }
      default: {
        const value = this.value(node);
        return value === undefined ? CAN_STAY_OPEN : value === ANY ? CAN_HOLD | CAN_FAIL : value === true ? CAN_HOLD : CAN_FAIL;
      }
    }
  }

  private conditionOf(definition: CompiledDefinition): number {
    let can = this.#conditions.get(definition);
    if (can === undefined) this.#conditions.set(definition, (can = this.condition(definition.body)));
    return can;
  }

  private valueOf(definition: CompiledDefinition): Possible {
    if (!this.#values.has(definition)) this.#values.set(definition, this.value(definition.body));
    return this.#values.get(definition);
  }

  /** Whether a value can be known. */
  canBeKnown(node: Node): boolean {
    return this.value(node) !== undefined;
  }

  private value(node: Node): Possible {
    switch (node.form) {
      case 'fact':
        return this.assumed.has(node.name) ? ANY : this.stated(node);
      case 'definition':
        return this.valueOf(node.definition);
      case 'and':
      case 'or':
      case 'not': {
        const can = this.condition(node);
        return can === CAN_HOLD ? true : can === CAN_FAIL ? false : can === CAN_STAY_OPEN ? undefined : ANY;
      }
      case 'if':
        return this.settled(node) ?? this.branches(node.args);
      case 'call':
        return this.call(node);
      default:
        return node.run(this.evaluation);
    }
  }

  /** What was stated. Behind a guard that excludes none, none never arrives: the guard beside it has already decided. */
  private stated(node: Node & { readonly form: 'fact' }): Possible {
    const value = this.evaluation.facts[node.name];
    return value === null && node.type.guarded === true ? ANY : value;
  }

  /** What an `if` comes to already, unless none would get past the guard that excludes it, or it cannot be computed. */
  private settled(node: Node): Value | undefined {
    if (this.carriesNone(node)) return undefined;
    try {
      return node.run(this.evaluation);
    } catch (cause) {
      if (cause instanceof RuleFault) return undefined;
      throw cause;
    }
  }

  private carriesNone(node: Node): boolean {
    if (node.form === 'fact') return node.type.guarded === true && this.evaluation.facts[node.name] === null;
    return 'args' in node && node.args.some((arg) => this.carriesNone(arg));
  }

  private branches(args: readonly Node[]): Possible {
    const reachable: Possible[] = [];
    for (let index = 0; index + 1 < args.length; index += 2) {
      const can = this.condition(args[index]!);
      if (can === CAN_STAY_OPEN) return undefined;
      if (can & CAN_HOLD) reachable.push(this.value(args[index + 1]!));
      if (!(can & CAN_FAIL)) return settle(reachable);
    }
    return settle([...reachable, this.value(args.at(-1)!)]);
  }

  private applied(node: Node & { readonly form: 'call' }, args: readonly Value[]): Value | undefined {
    const before = this.last.get(node);
    if (before !== undefined && args.every((arg, index) => arg === before.args[index])) return before.result;
    const result = node.apply(...args);
    this.last.set(node, { args, result });
    return result;
  }

  private call(node: Node & { readonly form: 'call' }): Possible {
    const args = node.args.map((arg) => this.value(arg));
    if (args.includes(undefined)) return undefined;
    if (args.includes(ANY)) return ANY;
    try {
      return this.applied(node, args as Value[]) ?? (this.assumed.has(WORKING_DAY_CALENDAR) ? ANY : undefined);
    } catch (cause) {
      // A value that cannot be computed is refused when the rule is really evaluated; here it is only a value we cannot tell.
      if (cause instanceof RuleFault) return ANY;
      throw cause;
    }
  }
}

/** One value if all agree; some value if any of them can be known; else unknown. */
const settle = (possible: readonly Possible[]): Possible =>
  possible.length === 1 ? possible[0] : possible.some((value) => value !== undefined) ? ANY : undefined;
const some = (parts: readonly number[], bits: number): boolean => parts.some((part) => (part & bits) !== 0);
const every = (parts: readonly number[], bits: number): boolean => parts.every((part) => (part & bits) !== 0);
