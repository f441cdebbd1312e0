/** A bucket that fills evenly up to its capacity. Times are milliseconds of one clock. */
export interface BucketShape {
  /** Points at most, and those that a new one has. */
  readonly capacity: number;
  /** Points that it gains in a millisecond. */
  readonly rate: number;
}

/** What a bucket held at a time. */
export interface BucketState {
  readonly points: number;
  readonly at: number;
}

/** A bucket that fills once a minute. */
export const perMinute = (points: number): BucketShape => ({ capacity: points, rate: points / 60_000 });

/** The bucket later. A clock that goes back fills nothing; time is counted once. */
export const filledAt = ({ capacity, rate }: BucketShape, { points, at }: BucketState, now: number): BucketState => ({
  points: Math.min(capacity, points + rate * Math.max(0, now - at)),
  at: Math.max(at, now),
});

/** Figures are sums of fractions: a millionth of a point is none. */
export const holds = (points: number, needed: number): boolean => points >= needed - 1e-6;

/** Milliseconds until it holds so many points; 0: it does. */
export const untilHolds = ({ rate }: BucketShape, { points }: BucketState, needed: number): number =>
  holds(points, needed) ? 0 : Math.ceil((needed - points) / rate);
