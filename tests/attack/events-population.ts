import { instantOf, type Instant } from '@guicheng/kernel';
import type { Change, Database } from '@guicheng/persistence';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;
const UNTIL = instantOf(Date.UTC(2026, 0, 6)) as Instant;

/** Ids of a district's own: those of two districts differ. */
const idOf = (district: string, kind: number): string =>
  `00000000-0000-7000-800${kind}-${Buffer.from(district).toString('hex').padStart(12, '0').slice(-12)}`;

/** A webhook, a delivery to it and the log of an attempt, each with the canary. */
export const eventsStep = async (database: Database, district: string, canary: string): Promise<void> => {
  const change: Change = {
    district,
    actor: { kind: 'person', id: canary, onBehalfOf: null },
    requestId: canary,
    at: AT,
    idempotency: null,
  };
  const [endpointId, deliveryId] = [idOf(district, 1), idOf(district, 2)];
  await database.change(change, async ({ webhooks, outbox, deliveries }) => {
    await webhooks.add({
      ...{ endpointId, url: `https://hook.test/${canary}`, eventTypes: ['*'], description: canary, clientId: canary, secretSealed: canary },
      ...{
        formerSecretSealed: null,
        formerSecretUntil: null,
        status: 'enabled',
        statusReason: 'by-hand',
        statusSince: AT,
        version: 1,
        createdAt: AT,
      },
    });
    const [event] = await outbox.list({ after: null, from: null, to: null, types: ['*'], limit: 1 });
    await deliveries.add([{ deliveryId, endpointId, eventId: event!.eventId }], AT);
    await deliveries.claim(deliveryId, AT, UNTIL);
    const attempt = { number: 1, at: AT, statusCode: 200, failure: null, duration: 1, answer: canary };
    await deliveries.settle(deliveryId, UNTIL, { status: 'delivered', at: AT }, attempt);
    return { kind: 'done', value: null, audit: { action: 'webhook.register', subjectKind: 'webhook', subjectId: endpointId, details: {} } };
  });
};
