import type { Witness } from '../finding.ts';

/** So many witnesses of one thing are looked at before it is held to contradict itself. */
const MOST_TRIALS = 200;

/**
 * What was seen, each with the first facts that show it. Facts that cannot be completed without contradicting each other show nothing.
 */
export class Sightings {
  readonly #found = new Map<string, Witness>();
  readonly #trials = new Map<string, number>();

  constructor(private readonly isPossible: (witness: Witness) => boolean) {}

  note(what: string, witness: Witness): void {
    if (this.#found.has(what)) return;
    const trials = this.#trials.get(what) ?? 0;
    if (trials >= MOST_TRIALS) return;
    // The facts are copied: a walk goes on with its own.
    if (this.isPossible(witness))
      this.#found.set(what, { facts: Object.assign(Object.create(null), witness.facts) as Witness['facts'], asOf: witness.asOf });
    else this.#trials.set(what, trials + 1);
  }

  has(what: string): boolean {
    return this.#found.has(what);
  }

  witness(what: string): Witness | undefined {
    return this.#found.get(what);
  }

  /** Everything seen that begins with the words, with what follows them. */
  *after(words: string): Generator<readonly [rest: string, witness: Witness]> {
    for (const [what, witness] of this.#found) if (what.startsWith(`${words} `)) yield [what.slice(words.length + 1), witness];
  }
}
