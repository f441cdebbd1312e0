import { untilHolds, type BucketShape, type BucketState } from './token-bucket.ts';

/** Whether a request may be served, and how its caller stands. */
export interface Spending {
  /** Milliseconds after which the same request is served if nothing else is asked meanwhile; 0: it is served now, and paid for. */
  readonly retryAfter: number;
  /** Points that are left. */
  readonly remaining: number;
  /** Points at most; so many come back in a minute. */
  readonly limit: number;
  /** Milliseconds until all points are there again. */
  readonly full: number;
}

/** How a caller stands with this much in the bucket and this much put aside. */
export const spendingOf = (shape: BucketShape, state: BucketState, aside: number, retryAfter: number): Spending => ({
  retryAfter,
  remaining: Math.floor(state.points + aside),
  limit: shape.capacity,
  full: untilHolds(shape, { ...state, points: state.points + aside }, shape.capacity),
});
