import type { Instant } from '@guicheng/kernel';
import { In, LessThan, MoreThan, type EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { isUuid } from '../../uuid-column.ts';
import { WebhookAttemptEntity } from './webhook-attempt.entity.ts';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';

/** What a delivery came to; cancelled: its endpoint was switched off before. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'cancelled';

/** An event on its way to an endpoint. */
export interface DeliveryRecord {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly eventId: string;
  /** 0 as relayed, then one more for each replay. */
  readonly round: number;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly createdAt: Instant;
  /** When it is due; null: it is over. */
  readonly nextAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** One attempt, as the log has it. */
export interface AttemptRecord {
  readonly deliveryId: string;
  readonly number: number;
  readonly at: Instant;
  readonly statusCode: number | null;
  readonly failure: string | null;
  /** ms */
  readonly duration: number;
  readonly answer: string;
}

/** A new delivery. */
export interface DeliveryDraft {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly eventId: string;
}

/** A delivery that is due, and where it goes. */
export interface DueDelivery {
  readonly deliveryId: string;
  readonly endpointId: string;
}

/** What an attempt left a delivery as. */
export type DeliveryOutcome =
  | { readonly status: 'pending'; readonly nextAt: Instant }
  | { readonly status: 'delivered' | 'failed' | 'cancelled'; readonly at: Instant };

/** Which deliveries to list. */
export interface DeliveryFilter {
  readonly endpointIds: readonly string[];
  readonly status: DeliveryStatus | null;
  /** Behind the one of this id in the direction that is walked in; null: from its end on. */
  readonly from: string | null;
  /** From the oldest towards the newest; the answer is newest first all the same. */
  readonly backwards: boolean;
  readonly limit: number;
}

/** The deliveries of the unit of work's district. */
export interface DeliveryRepository {
  /** As relayed: what was made before is left as it is. Gives those that are new. */
  add(drafts: readonly DeliveryDraft[], at: Instant): Promise<DueDelivery[]>;
  /** Once more, as the next round; waits for whoever does so for the same endpoints. */
  addReplays(drafts: readonly DeliveryDraft[], at: Instant): Promise<void>;
  /** Takes a delivery that is due in hand until `until`; undefined: it is not due, or somebody has it. */
  claim(deliveryId: string, at: Instant, until: Instant): Promise<DeliveryRecord | undefined>;
  /** Lets go of a delivery that was claimed until `claimedUntil`; false: somebody else has taken it over, and nothing was written. */
  settle(
    deliveryId: string,
    claimedUntil: Instant,
    outcome: DeliveryOutcome,
    attempt: Omit<AttemptRecord, 'deliveryId'> | null,
  ): Promise<boolean>;
  /** What is due and in nobody's hand, longest due first, but for these endpoints. */
  due(at: Instant, limit: number, except?: readonly string[]): Promise<DueDelivery[]>;
  /** Whether anything reached the endpoint since. */
  arrivedSince(endpointId: string, since: Instant): Promise<boolean>;
  find(deliveryId: string): Promise<DeliveryRecord | undefined>;
  /** Newest first. */
  list(filter: DeliveryFilter): Promise<DeliveryRecord[]>;
  /** In the order they were made. */
  attemptsOf(deliveryIds: readonly string[]): Promise<AttemptRecord[]>;
  /** Gives up everything that is not over; how many. */
  cancelAll(at: Instant): Promise<number>;
  /** Forgets what was over before then, log and all. Gives how many. */
  forget(before: Instant, limit: number): Promise<number>;
}

const orNull = (column: Date | null): Instant | null => (column === null ? null : instantOfColumn(column));

const recordOf = (entity: WebhookDeliveryEntity): DeliveryRecord => ({
  deliveryId: entity.deliveryId,
  endpointId: entity.endpointId,
  eventId: entity.eventId,
  round: entity.round,
  status: entity.status,
  attempts: entity.attempts,
  createdAt: instantOfColumn(entity.createdAt),
  nextAt: orNull(entity.nextAt),
  endedAt: orNull(entity.endedAt),
});

const attemptOf = (entity: WebhookAttemptEntity): AttemptRecord => ({
  deliveryId: entity.deliveryId,
  number: entity.number,
  at: instantOfColumn(entity.at),
  statusCode: entity.statusCode,
  failure: entity.failure,
  duration: entity.durationMs,
  answer: entity.answer,
});

const ADD = (round: string): string => `
  insert into webhook_delivery (district, delivery_id, endpoint_id, event_id, round, status, created_at, next_at)
  select $1, one.delivery_id, one.endpoint_id, one.event_id, ${round}, 'pending', $5, $5
  from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as one (delivery_id, endpoint_id, event_id)`;

const NEXT_ROUND = `(select coalesce(max(d.round), -1) + 1 from webhook_delivery d
  where d.district = $1 and d.endpoint_id = one.endpoint_id and d.event_id = one.event_id)`;

const LOCK_ENDPOINTS = `
  select from webhook_endpoint where district = $1 and endpoint_id = any($2) order by endpoint_id for no key update`;

const draftColumns = (district: string, drafts: readonly DeliveryDraft[], at: Instant): unknown[] => [
  district,
  drafts.map(({ deliveryId }) => deliveryId),
  drafts.map(({ endpointId }) => endpointId),
  drafts.map(({ eventId }) => eventId),
  columnOfInstant(at),
];

/** The deliveries that a transaction with a tenant can see. */
export const deliveryRepository = (manager: EntityManager, district: string): DeliveryRepository => {
  const find = async (deliveryId: string): Promise<DeliveryRecord | undefined> => {
    const found = isUuid(deliveryId) ? await manager.findOneBy(WebhookDeliveryEntity, { district, deliveryId }) : null;
    return found === null ? undefined : recordOf(found);
  };
  return {
    find,
    add: async (drafts, at) => {
      if (drafts.length === 0) return [];
      const statement = `${ADD('0')} on conflict (district, endpoint_id, event_id, round) do nothing returning delivery_id as "deliveryId", endpoint_id as "endpointId"`;
      return manager.query<DueDelivery[]>(statement, draftColumns(district, drafts, at));
    },
    addReplays: async (drafts, at) => {
      if (drafts.length === 0) return;
      // Rounds of one endpoint are counted by one transaction at a time.
      await manager.query(LOCK_ENDPOINTS, [district, drafts.map(({ endpointId }) => endpointId)]);
      await manager.query(ADD(NEXT_ROUND), draftColumns(district, drafts, at));
    },
    claim: async (deliveryId, at, until) => {
      const [, taken] = await manager.query<[unknown[], number]>(
        `update webhook_delivery set claimed_until = $4
         where district = $1 and delivery_id = $2 and status = 'pending' and next_at <= $3 and (claimed_until is null or claimed_until <= $3)`,
        [district, deliveryId, columnOfInstant(at), columnOfInstant(until)],
      );
      return taken === 1 ? find(deliveryId) : undefined;
    },
    settle: async (deliveryId, claimedUntil, outcome, attempt) => {
      const isOver = outcome.status !== 'pending';
      const [, settled] = await manager.query<[unknown[], number]>(
        `update webhook_delivery set status = $4, next_at = $5, ended_at = $6, claimed_until = null, attempts = attempts + $7
         where district = $1 and delivery_id = $2 and claimed_until = $3`,
        [
          ...[district, deliveryId, columnOfInstant(claimedUntil), outcome.status],
          ...[isOver ? null : columnOfInstant(outcome.nextAt), isOver ? columnOfInstant(outcome.at) : null, attempt === null ? 0 : 1],
        ],
      );
      if (settled !== 1) return false;
      if (attempt !== null) {
        const { at, duration, ...rest } = attempt;
        await manager.insert(WebhookAttemptEntity, { district, deliveryId, at: columnOfInstant(at), durationMs: duration, ...rest });
      }
      return true;
    },
    due: (at, limit, except = []) =>
      manager.query<DueDelivery[]>(
        `select delivery_id as "deliveryId", endpoint_id as "endpointId" from webhook_delivery
         where district = $1 and status = 'pending' and next_at <= $2 and (claimed_until is null or claimed_until <= $2) and endpoint_id <> all($4::uuid[])
         order by next_at limit $3`,
        [district, columnOfInstant(at), limit, except],
      ),
    arrivedSince: async (endpointId, since) =>
      (
        await manager.query<unknown[]>(
          `select from webhook_delivery where district = $1 and endpoint_id = $2 and status = 'delivered' and ended_at >= $3 limit 1`,
          [district, endpointId, columnOfInstant(since)],
        )
      ).length > 0,
    list: async ({ endpointIds, status, from, backwards, limit }) => {
      const found = await manager.find(WebhookDeliveryEntity, {
        where: {
          district,
          endpointId: In([...endpointIds]),
          ...(status === null ? {} : { status }),
          ...(from === null ? {} : { deliveryId: backwards ? MoreThan(from) : LessThan(from) }),
        },
        order: { deliveryId: backwards ? 'ASC' : 'DESC' },
        take: limit,
      });
      return (backwards ? found.reverse() : found).map(recordOf);
    },
    attemptsOf: async (deliveryIds) =>
      (
        await manager.find(WebhookAttemptEntity, {
          where: { district, deliveryId: In([...deliveryIds]) },
          order: { deliveryId: 'ASC', number: 'ASC' },
        })
      ).map(attemptOf),
    cancelAll: async (at) => {
      const [, cancelled] = await manager.query<[unknown[], number]>(
        `update webhook_delivery set status = 'cancelled', next_at = null, ended_at = $2, claimed_until = null where district = $1 and status = 'pending'`,
        [district, columnOfInstant(at)],
      );
      return cancelled;
    },
    forget: async (before, limit) => {
      const [, gone] = await manager.query<[unknown[], number]>(
        `with old as (
           select delivery_id from webhook_delivery where district = $1 and status <> 'pending' and ended_at < $2 order by delivery_id limit $3
         ), log as (delete from webhook_attempt a using old where a.district = $1 and a.delivery_id = old.delivery_id)
         delete from webhook_delivery d using old where d.district = $1 and d.delivery_id = old.delivery_id`,
        [district, columnOfInstant(before), limit],
      );
      return gone;
    },
  };
};
