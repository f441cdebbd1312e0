import { err, uuidV7, type Instant, type Result } from '@guicheng/kernel';
import { refuse, type Change, type DistrictRepositories, type EventPosition, type EventRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { isMeantFor } from './event-match.ts';
import { clientStopped, mayReceive } from './event-readers.ts';
import { endpointOf, subjectOf, webhookDisabled, webhookNotFound, type WebhookParts } from './webhook-parts.ts';

/** Events that one replay sends at most; who has missed more asks again from behind the last one. */
const MOST_REPLAYED = 1_000;

/** What a replay sends. */
export interface ReplayRange {
  readonly webhook: string;
  /** Events that happened from here on. */
  readonly from: Instant;
  /** And before there. */
  readonly to: Instant;
  /** Of these, those committed behind this one; null: all. */
  readonly after: EventPosition | null;
}

/** What a replay came to. */
export interface Replayed {
  readonly count: number;
  /** When the last event that was looked at happened; null: there was none. */
  readonly until: Instant | null;
  /** Where that one stands, as plain JSON: the next replay begins behind it, and sends none twice. */
  readonly last: { readonly sequence: string; readonly place: number } | null;
  readonly hasMore: boolean;
}

const rangeNotValid = problem('replay-range-not-valid', '/to', '截止时间应晚于开始时间。', 'The range ends after it begins.');
const deliveryNotFound = problem('delivery-not-found', '/id', '没有这次投递。', 'There is no such delivery.');
const deliveryPending = problem(
  'delivery-pending',
  '/id',
  '该投递仍在按计划重试，无须重发。',
  'The delivery is still being tried by its schedule: there is nothing to replay.',
);

const lastOf = (events: readonly EventRecord[]): Pick<Replayed, 'until' | 'last'> => {
  const last = events.at(-1);
  return last === undefined
    ? { until: null, last: null }
    : { until: last.occurredAt, last: { sequence: String(last.sequence), place: last.place } };
};

const send = async (
  { random }: WebhookParts,
  { deliveries, enqueue }: DistrictRepositories,
  endpointId: string,
  events: readonly Pick<EventRecord, 'eventId'>[],
  at: Instant,
): Promise<void> => {
  const drafts = events.map(({ eventId }) => ({ deliveryId: uuidV7(at, random(10)), endpointId, eventId }));
  await deliveries.addReplays(drafts, at);
  await enqueue(drafts.map(({ deliveryId }) => ({ queue: 'deliver', id: deliveryId, endpoint: endpointId, startAfter: null })));
};

/** Sends the event of a delivery that is over to its endpoint once more, under the same id. Gives the delivery that it was asked for. */
export const replayDeliveryWith =
  (parts: WebhookParts) =>
  (caller: Caller, id: string, change: Change): Promise<Result<Replayed, Problem[]>> =>
    parts.database.change<Replayed>(change, async (repositories) => {
      const delivery = await repositories.deliveries.find(id);
      const endpoint = delivery === undefined ? undefined : await endpointOf(repositories.webhooks, caller, delivery.endpointId);
      if (delivery === undefined || endpoint === undefined) return refuse(deliveryNotFound);
      if (delivery.status === 'pending') return refuse(deliveryPending);
      if (endpoint.status === 'disabled') return refuse(webhookDisabled);
      if (!(await mayReceive(repositories, endpoint, change.at))) return refuse(clientStopped);
      const events = await repositories.outbox.byIds([delivery.eventId]);
      await send(parts, repositories, endpoint.endpointId, events, change.at);
      const value = { count: 1, ...lastOf(events), hasMore: false };
      return { kind: 'done', value, audit: { action: 'webhook.replay', ...subjectOf(endpoint.endpointId), details: { delivery: id } } };
    });

/** Sends all events of a time that an endpoint asks for once more, at most `MOST_REPLAYED`, each under its id. */
export const replayEventsWith =
  (parts: WebhookParts) =>
  async (caller: Caller, { webhook, from, to, after }: ReplayRange, change: Change): Promise<Result<Replayed, Problem[]>> => {
    if (to <= from) return err([rangeNotValid]);
    return parts.database.change<Replayed>(change, async (repositories) => {
      const endpoint = await endpointOf(repositories.webhooks, caller, webhook);
      if (endpoint === undefined) return refuse(webhookNotFound);
      if (endpoint.status === 'disabled') return refuse(webhookDisabled);
      if (!(await mayReceive(repositories, endpoint, change.at))) return refuse({ ...clientStopped, pointer: '/webhook' });
      const range = { after, from, to, types: endpoint.eventTypes, limit: MOST_REPLAYED + 1 };
      const found = await repositories.outbox.list(range);
      const asked = found.slice(0, MOST_REPLAYED);
      const events = asked.filter((event) => isMeantFor(event, { id: webhook, eventTypes: endpoint.eventTypes }));
      await send(parts, repositories, webhook, events, change.at);
      const value = { count: events.length, ...lastOf(asked), hasMore: found.length > MOST_REPLAYED };
      return { kind: 'done', value, audit: { action: 'webhook.replay', ...subjectOf(webhook), details: { from, to, count: value.count } } };
    });
  };
