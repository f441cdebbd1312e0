/** What was started and made, to be given back whenever the program ends. */
export class Belongings {
  readonly #giveBack: (() => unknown)[] = [];
  #given: Promise<void> | undefined;

  /** Adds what gives something back; the latest is given back first. What comes when all was given back already is given back at once. */
  keep(giveBack: () => unknown): void {
    this.#giveBack.push(giveBack);
    if (this.#given !== undefined) this.#given = this.#given.then(() => this.#all());
  }

  /** Gives everything back, once; what cannot be given back hinders nothing else. */
  giveBack(): Promise<void> {
    return (this.#given ??= this.#all());
  }

  async #all(): Promise<void> {
    for (let one = this.#giveBack.pop(); one !== undefined; one = this.#giveBack.pop())
      await Promise.resolve()
        .then(one)
        .catch((error: unknown) => void process.stderr.write(`${String(error)}\n`));
  }
}
