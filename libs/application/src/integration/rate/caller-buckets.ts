import type { Instant } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import type { Caller } from '../../tenancy/caller.ts';
import { spendingOf, type Spending } from './spending.ts';
import { filledAt, holds, perMinute, untilHolds, type BucketShape, type BucketState } from './token-bucket.ts';

/** A process draws a hundredth of the bucket at once, and spends that without a statement. */
const SHARE = 100;

/** Callers whose share is kept in this process at most. */
const MOST_KEPT = 10_000;

/** A bucket is forgotten when it has been full for an hour. */
const FORGET_AFTER = 3_600_000;

/** What a process knows of a caller. */
interface Account {
  /** Points drawn and not spent. */
  readonly aside: number;
  /** The bucket when it was last seen; other processes may have drawn on it since. */
  readonly bucket: BucketState;
}

/** What callers may spend: one bucket each in the database, on which all processes draw. */
export class CallerBuckets {
  readonly #database: Database;
  readonly #shape: BucketShape;
  readonly #kept = new Map<string, Account>();
  readonly #drawing = new Map<string, Promise<void>>();

  constructor(database: Database, pointsPerMinute: number) {
    this.#database = database;
    this.#shape = perMinute(pointsPerMinute);
  }

  /** Pays for a request, or says when it can be paid for. A statement only when the share of this process is spent and the bucket may hold enough. */
  async spend(caller: Caller, points: number, now: Instant): Promise<Spending> {
    const key = `${caller.district}\n${caller.id}`;
    for (;;) {
      const known = this.#kept.get(key);
      if (known !== undefined && holds(known.aside, points))
        return this.#keep(key, { ...known, aside: Math.max(0, known.aside - points) }, now, 0);
      // The bucket fills no faster than this: who is refused is refused without asking the database again.
      const wait = known === undefined ? 0 : untilHolds(this.#shape, filledAt(this.#shape, known.bucket, now), points - known.aside);
      if (known !== undefined && wait > 0) return this.#keep(key, known, now, wait);
      await this.#drawOnce(key, caller, points - (known?.aside ?? 0), now);
    }
  }

  /** One statement at a time for each caller: who comes meanwhile waits for what it brings, and looks again. */
  #drawOnce(key: string, caller: Caller, lacking: number, now: Instant): Promise<void> {
    const under = this.#drawing.get(key);
    if (under !== undefined) return under;
    const drawing = this.#draw(caller, lacking, now)
      .then(({ bucket, drawn }) => {
        // What this process has put aside is read again: it may have been spent meanwhile.
        this.#kept.set(key, { aside: (this.#kept.get(key)?.aside ?? 0) + drawn, bucket });
      })
      .finally(() => this.#drawing.delete(key));
    this.#drawing.set(key, drawing);
    return drawing;
  }

  /** Takes what is lacking and a share besides, or as much as there is beyond what is lacking; nothing where that is not there. */
  #draw({ district, id }: Caller, lacking: number, now: Instant): Promise<{ readonly bucket: BucketState; readonly drawn: number }> {
    return this.#database.inDistrict(district, async ({ rateBuckets }) => {
      const found = await rateBuckets.ofCaller(id);
      if (found === null) await rateBuckets.forget((now - FORGET_AFTER) as Instant);
      const full = filledAt(this.#shape, found ?? { points: this.#shape.capacity, at: now }, now);
      const drawn = holds(full.points, lacking) ? Math.min(full.points, lacking + this.#shape.capacity / SHARE) : 0;
      const bucket = { points: full.points - drawn, at: full.at as Instant };
      if (drawn > 0) await rateBuckets.put(id, bucket);
      return { bucket, drawn };
    });
  }

  #keep(key: string, account: Account, now: Instant, retryAfter: number): Spending {
    this.#kept.delete(key);
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(key, account);
    return spendingOf(this.#shape, filledAt(this.#shape, account.bucket, now), account.aside, retryAfter);
  }
}
