/** Sockets of one address, and of all together, at most, that have shown no credential yet: each costs memory and asks for nothing. Our choice. */
const MOST_OF_ADDRESS = 100;
const MOST = 1_000;

/** Counts the sockets that have shown no credential yet. */
export class WaitingSockets {
  readonly #of = new Map<string, number>();
  #all = 0;

  /** Counts one more of an address; undefined: there are too many. Gives what is to be called when it showed something or is gone, however often. */
  enter(address: string | null): (() => void) | undefined {
    const key = address ?? '';
    const present = this.#of.get(key) ?? 0;
    if (present >= MOST_OF_ADDRESS || this.#all >= MOST) return undefined;
    this.#of.set(key, present + 1);
    this.#all += 1;
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.#all -= 1;
      const left = this.#of.get(key)! - 1;
      if (left === 0) this.#of.delete(key);
      else this.#of.set(key, left);
    };
  }
}
