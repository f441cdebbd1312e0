import type { Load } from './committing.ts';

/** What the proof came to; each a number of pairs of a district and an event, but for the last two. */
export interface Verdict {
  readonly committed: number;
  /** Different ones that a receiver took with 2xx. */
  readonly delivered: number;
  readonly missing: number;
  /** Taken more than once: "at least once" allows it, where a worker was killed. */
  readonly twice: number;
  /** Taken, but never committed, or by another district's receiver. */
  readonly stray: number;
  /** Mutations that were answered as done, and are not there; or the other way round. */
  readonly unaccounted: number;
  /** Mutations that were not answered as done; none is sent twice. */
  readonly failedRequests: number;
}

/** Compares what was committed with how often each was taken. */
export function verdictOf(committed: ReadonlySet<string>, taken: ReadonlyMap<string, number>, load: Load): Verdict {
  return {
    committed: committed.size,
    delivered: taken.size,
    missing: [...committed].filter((key) => !taken.has(key)).length,
    twice: [...taken.values()].filter((times) => times > 1).length,
    stray: [...taken.keys()].filter((key) => !committed.has(key)).length,
    unaccounted: Math.abs(committed.size - load.acknowledged),
    failedRequests: load.failed,
  };
}

/** Whether the delivered set equals the committed set, no request failed, and nothing is empty for want of trying: `wanted` were to be committed at least. */
export const isProven = ({ committed, missing, stray, unaccounted, failedRequests }: Verdict, wanted: number): boolean =>
  committed >= wanted && missing + stray + unaccounted + failedRequests === 0;
