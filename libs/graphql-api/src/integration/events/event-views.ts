import type { ShownDelivery } from '@guicheng/application';
import { formatInstant, type Instant } from '@guicheng/kernel';
import type { EndpointRecord, EventRecord } from '@guicheng/persistence';

const orNull = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

/** `Event` of the schema. */
export const eventView = ({ eventId, type, occurredAt, subjectKind, subjectId, payload, sequence, place }: EventRecord) => ({
  __typename: 'Event',
  id: eventId,
  type,
  occurredAt: formatInstant(occurredAt),
  subjectKind,
  subjectId,
  details: JSON.parse(payload) as unknown,
  /** What `Event.cursor` is written from. */
  position: { sequence, place },
});

/** `Webhook` of the schema. */
export const webhookView = (endpoint: EndpointRecord) => ({
  __typename: 'Webhook',
  id: endpoint.endpointId,
  url: endpoint.url,
  eventTypes: endpoint.eventTypes,
  description: endpoint.description,
  client: endpoint.clientId,
  status: endpoint.status,
  statusReason: endpoint.statusReason,
  statusSince: formatInstant(endpoint.statusSince),
  formerSecretUntil: orNull(endpoint.formerSecretUntil),
  version: endpoint.version,
  createdAt: formatInstant(endpoint.createdAt),
});

/** `WebhookDelivery` of the schema. */
export const deliveryView = ({ delivery, endpoint, event, attempts }: ShownDelivery) => ({
  id: delivery.deliveryId,
  webhook: webhookView(endpoint),
  event: eventView(event),
  replay: delivery.round,
  status: delivery.status,
  createdAt: formatInstant(delivery.createdAt),
  nextAt: orNull(delivery.nextAt),
  endedAt: orNull(delivery.endedAt),
  attempts: attempts.map(({ number, at, statusCode, failure, duration, answer }) => ({
    number,
    at: formatInstant(at),
    statusCode,
    failure,
    durationMilliseconds: duration,
    answer,
  })),
});
