import type { Database, EventListener, EventRecord } from '@guicheng/persistence';
import { EventStream } from './event-stream.ts';

/** The events of districts as they are relayed, for whoever watches in this process: one connection listens for all of them. */
export interface EventHub {
  /** Events of the district from now on, until it is ended; throws `StreamEnded` when it was broken off. */
  watch(district: string): EventStream;
  /** Ends all streams, and the connection. */
  close(): Promise<void>;
}

/** A hub that listens as long as somebody watches. What is told holds ids only: the events are read under their tenant, once for all who watch it. */
export const eventHub = (database: Database, onFault: (error: unknown) => void): EventHub => {
  const watching = new Map<string, Set<EventStream>>();
  let listener: Promise<EventListener> | undefined;
  // One after the other: events are told in the order of their mutations.
  let telling: Promise<void> = Promise.resolve();

  const endAll = (why: 'interrupted' | 'closed'): void => {
    for (const streams of watching.values()) for (const stream of streams) stream.end(why);
  };
  const tell = async (district: string, eventIds: readonly string[]): Promise<void> => {
    if (!watching.has(district)) return;
    const events: EventRecord[] = await database.inDistrict(district, ({ outbox }) => outbox.byIds(eventIds));
    for (const stream of watching.get(district) ?? []) for (const event of events) stream.push(event);
  };
  const listen = (): Promise<EventListener> =>
    (listener ??= database.listen({
      relayed: (district, eventIds) => {
        telling = telling
          .then(() => tell(district, eventIds))
          .catch((error: unknown) => {
            onFault(error);
            endAll('interrupted');
          });
      },
      interrupted: () => endAll('interrupted'),
    }));

  return {
    watch: (district) => {
      const streams = watching.get(district) ?? new Set();
      watching.set(district, streams);
      const stream = new EventStream(() => {
        streams.delete(stream);
        if (streams.size === 0) watching.delete(district);
      });
      streams.add(stream);
      listen().catch((error: unknown) => {
        listener = undefined;
        onFault(error);
        stream.end('interrupted');
      });
      return stream;
    },
    close: async () => {
      endAll('closed');
      await telling;
      await (await listener?.catch(() => undefined))?.close();
    },
  };
};
