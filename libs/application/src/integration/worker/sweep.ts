import type { Clock, Instant } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';

/** What the sweep stands on. */
export interface SweepParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly relay: (district: string) => Promise<number>;
  readonly deliver: (district: string, deliveryId: string) => Promise<void>;
  /** At once, at most. */
  readonly concurrency: number;
}

/** How many deliveries of a district one sweep makes; the next one makes the rest. */
const MOST = 500;

/** How long the log of deliveries is kept, ms: 90 days. */
const LOG_KEPT = 90 * 86_400_000;

/**
 * Does what is due in a district by its tables alone, whatever became of the jobs: after a restore, or when a worker died. What others have in hand is left to
 * them. Also forgets the log of what was over long ago. Gives how many deliveries were due.
 */
export const sweepWith =
  ({ database, clock, relay, deliver, concurrency }: SweepParts) =>
  async (district: string): Promise<number> => {
    await relay(district);
    const now = clock.now();
    const due = await database.inDistrict(district, async ({ deliveries }) => {
      await deliveries.forget((now - LOG_KEPT) as Instant, MOST);
      return deliveries.due(now, MOST);
    });
    const rest = [...due];
    const one = async (): Promise<void> => {
      for (let id = rest.shift(); id !== undefined; id = rest.shift()) await deliver(district, id);
    };
    await Promise.all(Array.from({ length: concurrency }, one));
    return due.length;
  };
