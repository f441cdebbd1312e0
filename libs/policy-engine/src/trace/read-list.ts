/**
 * Which values were read since `start`, each once, in the order of the first reading; values have numbers. What computing a notion reads
 * is kept the first time and counts as read again whenever the notion is: so that every rule shows all it stands on, though nothing
 * is computed twice.
 */
export class ReadList {
  #list: number[] = [];
  /** By value: the turn in which it was read last; a turn is one list that is being made. */
  readonly #turns: number[] = [];
  readonly #kept: (readonly number[] | undefined)[] = [];
  #turn = 0;
  #lastTurn = 0;

  /** Begins a list. */
  start(): void {
    this.#list = [];
    this.#turn = ++this.#lastTurn;
  }

  /** The list begun last. */
  get list(): readonly number[] {
    return this.#list;
  }

  read(value: number): void {
    if (this.#turns[value] === this.#turn) return;
    this.#turns[value] = this.#turn;
    this.#list.push(value);
  }

  readAll(values: readonly number[]): void {
    for (let index = 0; index < values.length; index++) this.read(values[index]!);
  }

  /** What the notion read when it was computed; undefined: it was not yet. */
  kept(notion: number): readonly number[] | undefined {
    return this.#kept[notion];
  }

  /** Sets the list aside while a notion is computed; to be handed back to `leave`. */
  enter(): readonly number[] {
    const outer = this.#list;
    this.start();
    return outer;
  }

  /** Keeps what the notion read, the notion itself last, and goes on with the outer list. */
  leave(notion: number, value: number, outer: readonly number[]): void {
    this.read(value);
    const inner = this.#list;
    this.#kept[notion] = inner;
    this.start();
    this.readAll(outer);
    this.readAll(inner);
  }
}
