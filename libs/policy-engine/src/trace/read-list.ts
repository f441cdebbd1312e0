import type { OperandTrace } from '@guicheng/policy-model';

/**
 * The values that a rule read, each once, in the order of the first reading; values have numbers. What computing a notion reads is kept
 * the first time and counts as read again whenever the notion is: so that every rule shows all it stands on, though nothing is
 * computed twice.
 */
export class ReadList {
  /** The list that is being made: its first `#length` places. Lists are cut from it when they are whole: growing each cost more than reading. */
  readonly #list: OperandTrace[] = [];
  #length = 0;
  /** So many of them were read by the group's condition; each list of its rules begins with them. */
  #shared = 0;
  /** By value: the list in which it was read last. */
  readonly #turns: number[];
  #turn = 0;
  #sharedTurn = 0;
  #lastTurn = 0;
  /** Values that the notion being computed reads; undefined: none is. */
  #inner: number[] | undefined;
  readonly #kept: (readonly number[] | undefined)[] = [];
  readonly #operands: (OperandTrace | undefined)[];

  /** `operandOf`: how a value is shown; asked once a value. `values`: how many there are, if known. */
  constructor(
    private readonly operandOf: (value: number) => OperandTrace,
    values = 0,
  ) {
    this.#turns = new Array<number>(values).fill(0);
    this.#operands = new Array<OperandTrace | undefined>(values).fill(undefined);
  }

  /** Begins an empty list. */
  start(): void {
    this.#length = 0;
    this.#sharedTurn = this.#turn = ++this.#lastTurn;
  }

  /** What was read since `start` begins the lists that `startShared` begins. */
  share(): OperandTrace[] {
    this.#shared = this.#length;
    return this.list;
  }

  startShared(): void {
    this.#length = this.#shared;
    this.#turn = ++this.#lastTurn;
  }

  /** The list as it is now. */
  get list(): OperandTrace[] {
    return this.#list.slice(0, this.#length);
  }

  read(value: number): void {
    if (this.#inner !== undefined) {
      // Notions read few values, once a decision.
      if (!this.#inner.includes(value)) this.#inner.push(value);
      return;
    }
    const turn = this.#turns[value];
    if (turn === this.#turn || turn === this.#sharedTurn) return;
    this.#turns[value] = this.#turn;
    this.#list[this.#length++] = this.#operands[value] ??= this.operandOf(value);
  }

  readAll(values: readonly number[]): void {
    for (let index = 0; index < values.length; index++) this.read(values[index]!);
  }

  /** What the notion read when it was computed; undefined: it was not yet. */
  kept(notion: number): readonly number[] | undefined {
    return this.#kept[notion];
  }

  /** A notion is about to be computed. What it gives is to be handed to `leave`. */
  enter(): number[] | undefined {
    const outer = this.#inner;
    this.#inner = [];
    return outer;
  }

  /** Keeps what the notion read, the notion itself last. */
  leave(notion: number, value: number, outer: number[] | undefined): void {
    this.read(value);
    const inner = this.#inner!;
    this.#kept[notion] = inner;
    this.#inner = outer;
    this.readAll(inner);
  }
}
