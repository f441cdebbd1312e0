import type { Instant } from '@guicheng/kernel';
import type { EntityManager } from 'typeorm';
import { instantOfColumn } from '../../instant-column.ts';
import { OutboxEventEntity } from '../outbox-event.entity.ts';
import { EVENT_CHANNEL } from './event-channel.ts';

/** Where an event stands among those of its district: the mutation's number in the audit chain, then its own among those of the mutation. */
export interface EventPosition {
  readonly sequence: bigint;
  readonly place: number;
}

/** An event of a district, after it was committed. */
export interface EventRecord extends EventPosition {
  readonly eventId: string;
  readonly type: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** Canonical JSON. */
  readonly payload: string;
  readonly occurredAt: Instant;
}

/** Which events to list. */
export interface EventRange {
  /** Behind this one in the direction that is walked in; null: from its end on. */
  readonly after: EventPosition | null;
  /** From the last towards the first; the answer is in the order of the mutations all the same. */
  readonly backwards?: boolean;
  /** Only those that happened from here on, and before there; null: no bound. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Patterns: `project.recorded`, `project.*`, `*`. */
  readonly types: readonly string[];
  readonly limit: number;
}

/** The events of the unit of work's district. */
export interface OutboxRepository {
  /** At most `limit` events nobody has handed on, in the order of their mutations; others cannot take them until this transaction ends. */
  takePending(limit: number): Promise<EventRecord[]>;
  /** Marks events as handed on, and tells who listens when this transaction is committed. */
  markRelayed(eventIds: readonly string[]): Promise<void>;
  /** Those of these ids that there are, in the order of their mutations. */
  byIds(eventIds: readonly string[]): Promise<EventRecord[]>;
  /** In the order of their mutations. */
  list(range: EventRange): Promise<EventRecord[]>;
}

const recordOf = (entity: OutboxEventEntity): EventRecord => ({
  sequence: BigInt(entity.auditSequence),
  place: entity.place,
  eventId: entity.eventId,
  type: entity.type,
  subjectKind: entity.subjectKind,
  subjectId: entity.subjectId,
  payload: entity.payload,
  occurredAt: instantOfColumn(entity.occurredAt),
});

/** `project.*` begins with `project.`; a pattern holds neither `%` nor `_`, see `isEventPattern`. */
const OF_TYPES = `exists (select from unnest(array[:...types]::text[]) as pattern
  where pattern = '*' or pattern = event.type or (right(pattern, 2) = '.*' and starts_with(event.type, left(pattern, -1))))`;

/** The events that a transaction with a tenant can see. */
export const outboxRepository = (manager: EntityManager, district: string): OutboxRepository => {
  const ordered = (direction: 'ASC' | 'DESC' = 'ASC') =>
    manager
      .createQueryBuilder(OutboxEventEntity, 'event')
      .where('event.district = :district', { district })
      .orderBy('event.auditSequence', direction)
      .addOrderBy('event.place', direction);
  return {
    takePending: async (limit) =>
      (
        await ordered().andWhere(`event.status = 'pending'`).limit(limit).setLock('pessimistic_write').setOnLocked('skip_locked').getMany()
      ).map(recordOf),
    markRelayed: async (eventIds) => {
      if (eventIds.length === 0) return;
      await manager.query(`update outbox_event set status = 'relayed' where district = $1 and event_id = any($2)`, [district, eventIds]);
      await manager.query(`select pg_notify($1, $2)`, [EVENT_CHANNEL, [district, ...eventIds].join(' ')]);
    },
    byIds: async (eventIds) =>
      eventIds.length === 0 ? [] : (await ordered().andWhere('event.eventId in (:...eventIds)', { eventIds }).getMany()).map(recordOf),
    list: async ({ after, backwards = false, from, to, types, limit }) => {
      const query = ordered(backwards ? 'DESC' : 'ASC').limit(limit);
      if (after !== null)
        query.andWhere(`(event.auditSequence, event.place) ${backwards ? '<' : '>'} (:sequence, :place)`, {
          sequence: String(after.sequence),
          place: after.place,
        });
      if (from !== null) query.andWhere('event.occurredAt >= :from', { from: new Date(from) });
      if (to !== null) query.andWhere('event.occurredAt < :to', { to: new Date(to) });
      query.andWhere(types.length === 0 ? 'false' : OF_TYPES, { types });
      const found = (await query.getMany()).map(recordOf);
      return backwards ? found.reverse() : found;
    },
  };
};
