import type { Clock, Instant } from '@guicheng/kernel';
import type { AttemptRecord, Database, DeliveryRecord, EndpointRecord, EventRecord } from '@guicheng/persistence';
import type { RandomBytes } from '../../audit/receipt-book.ts';
import type { SecretBox } from '../../tenancy/identity/secret-box.ts';
import type { Outbound, OutboundAnswer } from '../outbound/outbound.ts';
import { decideDelivery, disablesEndpoint } from './delivery-decision.ts';
import { disableWith } from './disable-endpoint.ts';
import { eventMessage } from './event-message.ts';
import { mayReceive } from './event-readers.ts';
import { signingSecrets } from './webhook-secrets.ts';
import { webhookHeaders } from './webhook-signature.ts';

/** What delivering stands on. */
export interface DeliveryParts {
  readonly database: Database;
  readonly outbound: Outbound;
  readonly secrets: SecretBox;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Default: `RETRY_SCHEDULE`. */
  readonly schedule?: readonly number[];
  /** A worker that has a delivery in hand for longer than this, ms, is taken for dead; default 60,000, more than an attempt can take. */
  readonly lease?: number;
}

/** A delivery in hand, with all that sending needs. */
interface InHand {
  readonly delivery: DeliveryRecord;
  readonly endpoint: EndpointRecord;
  readonly event: EventRecord;
  readonly until: Instant;
}

/** From 0 up to 1. */
const chanceFrom = (random: RandomBytes): number => Buffer.from(random(4)).readUInt32BE() / 2 ** 32;

const attemptOf = (number: number, at: Instant, answer: OutboundAnswer): Omit<AttemptRecord, 'deliveryId'> => ({
  number,
  at,
  duration: answer.duration,
  ...(answer.kind === 'answered'
    ? { statusCode: answer.status, failure: null, answer: answer.body }
    : { statusCode: null, failure: answer.code, answer: '' }),
});

/** Takes a delivery in hand; undefined: it is not due, somebody else has it, or its endpoint is off or may not receive it, and it was given up. */
const takeInHand = (
  { database, clock, lease = 60_000 }: DeliveryParts,
  district: string,
  deliveryId: string,
): Promise<InHand | undefined> =>
  database.inDistrict(district, async (repositories) => {
    const { deliveries, webhooks, outbox } = repositories;
    const now = clock.now();
    const until = (now + lease) as Instant;
    const delivery = await deliveries.claim(deliveryId, now, until);
    if (delivery === undefined) return undefined;
    const endpoint = await webhooks.find(delivery.endpointId);
    const [event] = await outbox.byIds([delivery.eventId]);
    if (endpoint === undefined || event === undefined) throw new Error('a delivery without its endpoint or event');
    if (endpoint.status === 'enabled' && (await mayReceive(repositories, endpoint, now))) return { delivery, endpoint, event, until };
    await deliveries.settle(deliveryId, until, { status: 'cancelled', at: now }, null);
    return undefined;
  });

/**
 * Makes one attempt at a delivery that is due, and writes down what came of it: delivered; to be tried again, with the job for that; or failed for good, which
 * may switch the endpoint off. Nothing happens when it is not due or in other hands. Whoever dies in between leaves it due: at least once.
 */
export const deliverEventWith = (parts: DeliveryParts): ((district: string, deliveryId: string) => Promise<void>) => {
  const { database, outbound, secrets, clock, random, schedule } = parts;
  const disable = disableWith(database);
  return async (district, deliveryId) => {
    const inHand = await takeInHand(parts, district, deliveryId);
    if (inHand === undefined) return;
    const { delivery, endpoint, event, until } = inHand;
    const at = clock.now();
    const body = eventMessage(district, event);
    const headers = webhookHeaders(signingSecrets(secrets, district, endpoint, at), { id: event.eventId, at, body });
    const answer = await outbound.send({ url: endpoint.url, method: 'POST', headers, body });
    const now = clock.now();
    const number = delivery.attempts + 1;
    const attempt = attemptOf(number, at, answer);
    const decision = decideDelivery({ number, answer, now, chance: chanceFrom(random), ...(schedule === undefined ? {} : { schedule }) });
    if (decision.kind !== 'failed') {
      await database.inDistrict(district, async ({ deliveries, enqueue }) => {
        const next =
          decision.kind === 'delivered'
            ? ({ status: 'delivered', at: now } as const)
            : ({ status: 'pending', nextAt: decision.at } as const);
        const settled = await deliveries.settle(deliveryId, until, next, attempt);
        if (settled && decision.kind === 'retry')
          await enqueue([{ queue: 'deliver', id: deliveryId, endpoint: endpoint.endpointId, startAfter: decision.at }]);
      });
      return;
    }
    const { because } = decision;
    const failed = { status: 'failed', at: now } as const;
    const switchesOff = await database.inDistrict(district, async ({ deliveries }) => {
      const off = disablesEndpoint(because, await deliveries.arrivedSince(endpoint.endpointId, delivery.createdAt));
      if (!off) await deliveries.settle(deliveryId, until, failed, attempt);
      return off;
    });
    if (switchesOff)
      await disable({ district, endpointId: endpoint.endpointId, because, at: now, requestId: deliveryId }, ({ deliveries }) =>
        deliveries.settle(deliveryId, until, failed, attempt),
      );
  };
};
