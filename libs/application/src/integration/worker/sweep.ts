import type { Clock, Instant } from '@guicheng/kernel';
import type { Database, DueDelivery } from '@guicheng/persistence';

/** What the sweep stands on. */
export interface SweepParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly relay: (district: string) => Promise<number>;
  /** Handed what is due. */
  readonly deliver: (district: string, due: readonly DueDelivery[]) => unknown;
}

/** How many deliveries of a district one sweep hands on; who makes them looks for the rest. */
const MOST = 500;

/** How long the log of deliveries is kept, ms: 90 days. */
const LOG_KEPT = 90 * 86_400_000;

/**
 * Looks for what is due in a district by its tables alone, whatever became of the jobs: after a restore, or when a worker died. What others have in hand is left to
 * them. Also forgets the log of what was over long ago. Gives how many deliveries were due.
 */
export const sweepWith =
  ({ database, clock, relay, deliver }: SweepParts) =>
  async (district: string): Promise<number> => {
    await relay(district);
    const now = clock.now();
    const due = await database.inDistrict(district, async ({ deliveries }) => {
      await deliveries.forget((now - LOG_KEPT) as Instant, MOST);
      return deliveries.due(now, MOST);
    });
    await deliver(district, due);
    return due.length;
  };
