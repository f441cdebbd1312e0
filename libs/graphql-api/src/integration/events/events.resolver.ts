import type { Application, ShownDelivery } from '@guicheng/application';
import { ok } from '@guicheng/kernel';
import type { DeliveryStatus, EndpointRecord, EventRecord } from '@guicheng/persistence';
import type { KeysetConnection, KeysetPage } from '../../paging/keyset-connection.ts';
import type { PageArguments, PageRange } from '../../paging/page-arguments.ts';
import type { RequestContext } from '../../request-context.ts';
import { signedIn } from '../idempotency/new-change.ts';
import { EVENT_ORDER, eventPosition, positionOfEvent, type EventCursors } from './event-cursors.ts';
import { deliveryView, eventView, webhookView } from './event-views.ts';

interface EventsArguments extends PageArguments {
  readonly types?: readonly string[] | null;
}

interface DeliveriesArguments extends PageArguments {
  readonly webhook?: string | null;
  readonly status?: DeliveryStatus | null;
}

/** A page of a list that is short enough to be read whole. */
const pageOf = (all: readonly EndpointRecord[], { from, backwards, limit }: PageRange): KeysetPage<EndpointRecord> => {
  const place = from === null ? undefined : all.findIndex(({ endpointId }) => endpointId === from[0]);
  const rest = backwards ? all.slice(0, place) : all.slice(place === undefined ? 0 : place + 1);
  return { rows: backwards ? rest.slice(-limit) : rest.slice(0, limit), more: rest.length > limit, total: all.length };
};

/** `Query.events`, `Query.webhooks`, `Query.webhookDeliveries`, `Event.cursor`. */
export const eventsResolvers = ({ events }: Pick<Application, 'events'>, connection: KeysetConnection, cursors: EventCursors) => ({
  Event: {
    cursor: ({ position }: ReturnType<typeof eventView>, _: unknown, context: RequestContext) =>
      cursors.write(signedIn(context).district, position),
  },
  Query: {
    events: (_: unknown, { types = null, ...page }: EventsArguments, context: RequestContext) => {
      const caller = signedIn(context);
      return connection<EventRecord>({
        typename: 'EventConnection',
        scope: { ...EVENT_ORDER, district: caller.district },
        page,
        positionOf: positionOfEvent,
        nodeOf: eventView,
        read: async ({ from, ...range }) => {
          const found = await events.list(caller, types, { ...range, from: from === null ? null : eventPosition(from) });
          return found.ok ? ok({ ...found.value, total: null }) : found;
        },
      });
    },
    webhooks: (_: unknown, page: PageArguments, context: RequestContext) => {
      const caller = signedIn(context);
      return connection<EndpointRecord>({
        typename: 'WebhookConnection',
        scope: { district: caller.district, filter: null, order: 'age' },
        page,
        positionOf: ({ endpointId }) => [endpointId],
        nodeOf: webhookView,
        read: async (range) => ok(pageOf(await events.webhooks(caller), range)),
      });
    },
    webhookDeliveries: (_: unknown, { webhook = null, status = null, ...page }: DeliveriesArguments, context: RequestContext) => {
      const caller = signedIn(context);
      return connection<ShownDelivery>({
        typename: 'WebhookDeliveryConnection',
        scope: { district: caller.district, filter: { webhook, status }, order: 'newest' },
        page,
        positionOf: ({ delivery }) => [delivery.deliveryId],
        nodeOf: deliveryView,
        read: async ({ from, ...range }) => {
          const found = await events.deliveries(caller, { webhook, status }, { ...range, from: from === null ? null : String(from[0]) });
          return found.ok ? ok({ ...found.value, total: null }) : found;
        },
      });
    },
  },
});
