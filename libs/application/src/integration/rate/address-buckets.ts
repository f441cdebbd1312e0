import type { Instant } from '@guicheng/kernel';
import { spendingOf, type Spending } from './spending.ts';
import { filledAt, perMinute, untilHolds, type BucketState } from './token-bucket.ts';

/** Addresses that are kept in mind at most, some 2 MB; whoever asked longest ago is forgotten first, which is as if they had not asked. */
const MOST_KEPT = 10_000;

/** What who is not signed in may spend, by address, in this process alone: it costs no statement. */
export class AddressBuckets {
  readonly #shape;
  readonly #kept = new Map<string, BucketState>();

  constructor(pointsPerMinute: number) {
    this.#shape = perMinute(pointsPerMinute);
  }

  /** Pays for a request, or says when it can be paid for. */
  spend(address: string, points: number, now: Instant): Spending {
    const state = filledAt(this.#shape, this.#kept.get(address) ?? { points: this.#shape.capacity, at: now }, now);
    const retryAfter = untilHolds(this.#shape, state, points);
    const left = retryAfter > 0 ? state : { ...state, points: state.points - points };
    this.#kept.delete(address);
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(address, left);
    return spendingOf(this.#shape, left, 0, retryAfter);
  }
}
