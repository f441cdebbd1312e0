import { uuidV7, type Clock } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import type { RandomBytes } from '../../audit/receipt-book.ts';
import { isMeantFor } from './event-match.ts';
import { thatMayReceive } from './event-readers.ts';

/** Events of one transaction: so many ids fit into one notification of PostgreSQL (8,000 bytes). */
const BATCH = 100;

/** What relaying stands on. */
export interface RelayParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/**
 * Hands on all events of a district that nobody has: each becomes a delivery to every endpoint that it is meant for and that may receive it, and whoever listens is told. In one
 * transaction a batch: an event is either handed on with all its deliveries or still there. Gives how many.
 */
export const relayEventsWith =
  ({ database, clock, random }: RelayParts) =>
  async (district: string): Promise<number> => {
    for (let relayed = 0; ;) {
      const taken = await database.inDistrict(district, async (repositories) => {
        const { outbox, webhooks, deliveries, enqueue } = repositories;
        const events = await outbox.takePending(BATCH);
        if (events.length === 0) return 0;
        const now = clock.now();
        const enabled = (await webhooks.list()).filter(({ status }) => status === 'enabled');
        const endpoints = (await thatMayReceive(repositories, enabled, now)).map((one) => ({
          id: one.endpointId,
          eventTypes: one.eventTypes,
        }));
        const drafts = events.flatMap((event) =>
          endpoints
            .filter((endpoint) => isMeantFor(event, endpoint))
            .map(({ id }) => ({ deliveryId: uuidV7(now, random(10)), endpointId: id, eventId: event.eventId })),
        );
        const added = await deliveries.add(drafts, now);
        await enqueue(
          added.map(({ deliveryId, endpointId }) => ({ queue: 'deliver', id: deliveryId, endpoint: endpointId, startAfter: null })),
        );
        await outbox.markRelayed(events.map(({ eventId }) => eventId));
        return events.length;
      });
      relayed += taken;
      if (taken < BATCH) return relayed;
    }
  };
