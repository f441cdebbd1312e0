import { err, ok, type Result } from '@guicheng/kernel';
import type { AttemptRecord, DeliveryRecord, DeliveryStatus, EndpointRecord, EventPosition, EventRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { pageOf, type ListPage } from '../../tenancy/organisation/list-page.ts';
import { isEventPattern } from './event-match.ts';
import { endpointsOf, webhookNotFound, type WebhookParts } from './webhook-parts.ts';

/** Which part of a list to read. */
export interface ListRange<Place> {
  readonly from: Place | null;
  readonly backwards: boolean;
  readonly limit: number;
}

/** A delivery with what is shown beside it. */
export interface ShownDelivery {
  readonly delivery: DeliveryRecord;
  readonly endpoint: EndpointRecord;
  readonly event: EventRecord;
  readonly attempts: readonly AttemptRecord[];
}

const typesNotValid = problem(
  'event-types-not-valid',
  '/types',
  '事件类型应为 project.recorded、project.* 或 * 这样的写法。',
  'Event types are written like project.recorded, project.* or *.',
);

/** The patterns of a list of event types; none: all. Refusal: `event-types-not-valid`. */
export const eventTypesOf = (types: readonly string[] | null): Result<readonly string[], Problem[]> => {
  if (types === null) return ok(['*']);
  return types.length <= 50 && types.every(isEventPattern) ? ok(types) : err([typesNotValid]);
};

/** Events of the caller's district, in the order they were committed. */
export const listEventsWith =
  ({ database }: Pick<WebhookParts, 'database'>) =>
  async (
    caller: Caller,
    types: readonly string[] | null,
    range: ListRange<EventPosition>,
  ): Promise<Result<ListPage<EventRecord>, Problem[]>> => {
    const patterns = eventTypesOf(types);
    if (!patterns.ok) return patterns;
    const page = await pageOf(range, ({ from: after, backwards, limit }) =>
      database.inDistrict(caller.district, ({ outbox }) =>
        outbox.list({ after, backwards, from: null, to: null, types: patterns.value, limit }),
      ),
    );
    return ok(page);
  };

/** Endpoints that the caller may manage, oldest first. */
export const listWebhooksWith =
  ({ database }: Pick<WebhookParts, 'database'>) =>
  (caller: Caller): Promise<readonly EndpointRecord[]> =>
    database.inDistrict(caller.district, ({ webhooks }) => endpointsOf(webhooks, caller));

/** Deliveries to the endpoints that the caller may manage, or to one of them, newest first. Refusal: `webhook-not-found`. */
export const listDeliveriesWith =
  ({ database }: Pick<WebhookParts, 'database'>) =>
  (
    caller: Caller,
    { webhook, status }: { readonly webhook: string | null; readonly status: DeliveryStatus | null },
    range: ListRange<string>,
  ): Promise<Result<ListPage<ShownDelivery>, Problem[]>> =>
    database.inDistrict(caller.district, async ({ webhooks, deliveries, outbox }) => {
      const managed = await endpointsOf(webhooks, caller);
      const endpoints = webhook === null ? managed : managed.filter(({ endpointId }) => endpointId === webhook);
      if (webhook !== null && endpoints.length === 0) return err([webhookNotFound]);
      const endpointIds = endpoints.map(({ endpointId }) => endpointId);
      const { rows, more } = await pageOf(range, (asked) => deliveries.list({ endpointIds, status, ...asked }));
      const events = new Map((await outbox.byIds(rows.map(({ eventId }) => eventId))).map((event) => [event.eventId, event]));
      const attempts = await deliveries.attemptsOf(rows.map(({ deliveryId }) => deliveryId));
      const shown = rows.map((delivery) => ({
        delivery,
        endpoint: endpoints.find(({ endpointId }) => endpointId === delivery.endpointId)!,
        event: events.get(delivery.eventId)!,
        attempts: attempts.filter(({ deliveryId }) => deliveryId === delivery.deliveryId),
      }));
      return ok({ rows: shown, more });
    });
