/** What the proof came to; each a number of pairs of a district and an event. */
export interface Verdict {
  readonly committed: number;
  /** Different ones that a receiver took with 2xx. */
  readonly delivered: number;
  readonly missing: number;
  /** Taken more than once: "at least once" allows it, where a worker was killed. */
  readonly twice: number;
  /** Taken, but never committed, or by another district's receiver. */
  readonly stray: number;
}

/** Compares what was committed with how often each was taken. */
export function verdictOf(committed: ReadonlySet<string>, taken: ReadonlyMap<string, number>): Verdict {
  return {
    committed: committed.size,
    delivered: taken.size,
    missing: [...committed].filter((key) => !taken.has(key)).length,
    twice: [...taken.values()].filter((times) => times > 1).length,
    stray: [...taken.keys()].filter((key) => !committed.has(key)).length,
  };
}

/** Whether the delivered set equals the committed set, and is not empty for want of trying: `wanted` were to be committed. */
export const isProven = ({ committed, missing, stray }: Verdict, wanted: number): boolean =>
  committed === wanted && missing === 0 && stray === 0;
