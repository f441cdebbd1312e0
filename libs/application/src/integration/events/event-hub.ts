import { err, ok, type Result } from '@guicheng/kernel';
import type { Database, EventListener, EventRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { isOfTypes } from './event-match.ts';
import { EventStream } from './event-stream.ts';
import { eventTypesOf } from './list-events.ts';

/** The events of districts as they are relayed, for whoever watches in this process: one connection listens for all of them. */
export interface EventHub {
  /** Events of the caller's district from now on, until they are ended. Refusal: `event-types-not-valid`. Throws when the database cannot be listened to. */
  watch(caller: Caller, types: readonly string[] | null): Promise<Result<EventStream, Problem[]>>;
  /** Ends all streams, and the connection. */
  close(): Promise<void>;
}

/** One who watches. */
interface Watch {
  readonly stream: EventStream;
  readonly patterns: readonly string[];
}

/** A hub that listens as long as somebody watches. What is told holds ids only: the events are read under their tenant, once for all who watch it. */
export const eventHub = (database: Database): EventHub => {
  const watching = new Map<string, Set<Watch>>();
  let listener: Promise<EventListener> | undefined;
  // One after the other: events are told in the order of their mutations.
  let telling: Promise<void> = Promise.resolve();

  const endAll = (why: 'interrupted' | 'closed'): void => {
    for (const watches of [...watching.values()]) for (const { stream } of [...watches]) stream.end(why);
  };
  const tell = async (district: string, eventIds: readonly string[]): Promise<void> => {
    if (!watching.has(district)) return;
    const events: EventRecord[] = await database.inDistrict(district, ({ outbox }) => outbox.byIds(eventIds));
    for (const { stream, patterns } of [...(watching.get(district) ?? [])])
      for (const event of events) if (isOfTypes(event.type, patterns)) stream.push(event);
  };
  const listen = (): Promise<EventListener> =>
    database.listen({
      relayed: (district, eventIds) => {
        // Who misses something is broken off, and reads on by cursor.
        telling = telling.then(() => tell(district, eventIds)).catch(() => endAll('interrupted'));
      },
      interrupted: () => endAll('interrupted'),
    });
  const letGo = async (): Promise<void> => {
    const former = listener;
    listener = undefined;
    await (await former?.catch(() => undefined))?.close();
  };

  return {
    watch: async (caller, types) => {
      const patterns = eventTypesOf(types);
      if (!patterns.ok) return err(patterns.error);
      const watches = watching.get(caller.district) ?? new Set<Watch>();
      watching.set(caller.district, watches);
      const stream = new EventStream(() => {
        watches.delete(watch);
        if (watches.size === 0 && watching.get(caller.district) === watches) watching.delete(caller.district);
        if (watching.size === 0) void letGo();
      });
      const watch: Watch = { stream, patterns: patterns.value };
      watches.add(watch);
      try {
        await (listener ??= listen());
      } catch (error) {
        await stream.return();
        throw error;
      }
      return ok(stream);
    },
    close: async () => {
      endAll('closed');
      await telling;
      await letGo();
    },
  };
};
