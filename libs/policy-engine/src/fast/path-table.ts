import type { Path } from './path.ts';

/** So many ways through a question are remembered; packs see some hundreds. When they are more, remembering starts anew. */
const MOST_PATHS = 1_024;
/** Places of the table: a power of two, four times the paths, so that a probe seldom meets another. */
const PLACES = 4_096;

/** Paths by the words that lead to them. `null`: these words lead to no path. */
export class PathTable {
  readonly #keys: Int32Array;
  #paths: (Path | null | undefined)[] = new Array<Path | null | undefined>(PLACES).fill(undefined);
  #size = 0;

  constructor(private readonly words: number) {
    this.#keys = new Int32Array(PLACES * words);
  }

  /** The path of the words; made with `make` when it is not known yet. */
  find(words: Int32Array, make: (words: Int32Array) => Path | null): Path | null {
    let place = this.#placeOf(words);
    let path = this.#paths[place];
    if (path !== undefined) return path;
    path = make(words);
    if (this.#size === MOST_PATHS) {
      this.#paths = new Array<Path | null | undefined>(PLACES).fill(undefined);
      this.#size = 0;
      place = this.#placeOf(words);
    }
    this.#size += 1;
    this.#paths[place] = path;
    this.#keys.set(words, place * this.words);
    return path;
  }

  /** Where the words stand, or the free place at which they would. */
  #placeOf(words: Int32Array): number {
    const { length } = words;
    let hash = 0;
    for (let index = 0; index < length; index++) hash = Math.imul(hash ^ words[index]!, 0x9e3779b1) ^ (hash >>> 15);
    hash ^= hash >>> 16;
    for (let place = hash & (PLACES - 1); ; place = (place + 1) & (PLACES - 1)) {
      if (this.#paths[place] === undefined) return place;
      const start = place * length;
      let index = 0;
      while (index < length && this.#keys[start + index] === words[index]) index++;
      if (index === length) return place;
    }
  }
}
