/** A stream of numbers that the seed alone determines. */
export interface SeededRandom {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number;
}

/** Marsaglia's xorshift on 32 bits: enough to scatter samples, the same on every machine; no use for secrets. */
export function seededRandom(seed: number): SeededRandom {
  // Xorshift stays at 0 for ever, and near seeds begin alike: the seed is spread first (Knuth's multiplicative hash).
  let state = Math.imul((seed | 0) + 1, 0x9e3779b1) | 0 || 0x2545f491;
  return {
    below(bound) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % bound;
    },
  };
}
