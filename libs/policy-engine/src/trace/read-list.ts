import type { OperandTrace } from '@guicheng/policy-model';

/**
 * The values that a rule read, each once, in the order of the first reading; values have numbers. What computing a notion reads is kept
 * the first time and counts as read again whenever the notion is: so that every rule shows all it stands on, though nothing is
 * computed twice.
 */
export class ReadList {
  #list: OperandTrace[] = [];
  /** What a group's condition read, with which the list of each of its rules begins. */
  #shared: readonly OperandTrace[] = [];
  /** By value: the list in which it was read last. */
  readonly #turns: number[];
  #turn = 0;
  #sharedTurn = 0;
  #lastTurn = 0;
  /** Values that the notion being computed reads; undefined: none is. */
  #inner: number[] | undefined;
  readonly #kept: (readonly number[] | undefined)[] = [];

  /** `operandOf`: how a value is shown. `values`: how many there are, if known; a list that need not grow is faster. */
  constructor(
    private readonly operandOf: (value: number) => OperandTrace,
    values = 0,
  ) {
    this.#turns = new Array<number>(values).fill(0);
  }

  /** Begins an empty list. */
  start(): void {
    this.#list = [];
    this.#sharedTurn = this.#turn = ++this.#lastTurn;
  }

  /** What was read since `start` begins the lists that `startShared` begins. */
  share(): OperandTrace[] {
    this.#shared = this.#list;
    return this.#list;
  }

  startShared(): void {
    this.#list = this.#shared.slice();
    this.#turn = ++this.#lastTurn;
  }

  /** The list begun last. */
  get list(): OperandTrace[] {
    return this.#list;
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
    this.#list.push(this.operandOf(value));
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
