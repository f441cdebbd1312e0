import type { OperandTrace, Policy } from '@guicheng/policy-model';
import type { CompiledDefinition, Evaluation } from '../node.ts';
import type { Value } from '../value.ts';
import { operandType, printOperand } from './print-operand.ts';
import { ReadList } from './read-list.ts';

/** Records, while closures evaluate, which values they read from where. */
export class Recording {
  readonly #operands: OperandTrace[] = [];
  readonly #reads = new ReadList((number) => this.#operands[number]!);
  readonly #numbers = { fact: new Map<string, number>(), definition: new Map<string, number>(), context: new Map<string, number>() };

  constructor(private readonly policy: Policy) {}

  start(): void {
    this.#reads.start();
  }

  /** The values read since `start`. One value is one object, in whichever rules it is read. */
  get operands(): OperandTrace[] {
    return this.#reads.list;
  }

  fact(name: string, value: Value | undefined): void {
    this.#reads.read(this.#numberOf('fact', name, value));
  }

  context(name: string, value: Value): void {
    this.#reads.read(this.#numberOf('context', name, value));
  }

  /** A notion's value; computed once, read as often as it is asked for. */
  definition({ name, index, body }: CompiledDefinition, evaluation: Evaluation): Value | undefined {
    const kept = this.#reads.kept(index);
    if (kept !== undefined) {
      this.#reads.readAll(kept);
      return evaluation.memo[index];
    }
    const outer = this.#reads.enter();
    const value = body.run(evaluation);
    evaluation.memo[index] = value;
    evaluation.computed[index] = true;
    this.#reads.leave(index, this.#numberOf('definition', name, value), outer);
    return value;
  }

  #numberOf(source: OperandTrace['source'], name: string, value: Value | undefined): number {
    const numbers = this.#numbers[source];
    let number = numbers.get(name);
    if (number === undefined) {
      number =
        this.#operands.push({
          source,
          name,
          ...(value === undefined ? {} : { value: printOperand(operandType(this.policy, source, name), value) }),
        }) - 1;
      numbers.set(name, number);
    }
    return number;
  }
}
