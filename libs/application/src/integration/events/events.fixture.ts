import { randomBytes } from 'node:crypto';
import { instantOf, type Clock, type Instant } from '@guicheng/kernel';
import type { Change, Database, EndpointRecord } from '@guicheng/persistence';
import { secretBox } from '../../tenancy/identity/secret-box.ts';
import { newWebhookSecret } from './webhook-signature.ts';
import { sealWebhookSecret } from './webhook-secrets.ts';

/** When the tests of events begin. */
export const START = instantOf(Date.UTC(2026, 0, 5)) as Instant;

/** A clock that the test moves. */
export const movableClock = (): Clock & { moveBy(milliseconds: number): void; moveTo(instant: Instant): void } => {
  let now: number = START;
  return {
    now: () => now as Instant,
    moveBy: (milliseconds) => void (now += milliseconds),
    moveTo: (instant) => void (now = instant),
  };
};

/** The box that the tests seal with. */
export const BOX = secretBox(new Uint8Array(32).fill(7), randomBytes);

const changeOf = (district: string): Change => ({
  district,
  actor: { kind: 'person', id: 'p-1', onBehalfOf: null },
  requestId: 'r-1',
  at: START,
  idempotency: null,
});

/** Puts an endpoint in, with a new secret. */
export const addEndpoint = async (
  database: Database,
  district: string,
  endpointId: string,
  over: Partial<EndpointRecord> = {},
): Promise<{ readonly secret: string }> => {
  const secret = newWebhookSecret(randomBytes);
  await database.change(changeOf(district), async ({ webhooks }) => {
    await webhooks.add({
      ...{ endpointId, url: 'https://hook.test/', eventTypes: ['trial.*'], description: '', clientId: null },
      ...{ secretSealed: sealWebhookSecret(BOX, district, endpointId, secret), formerSecretSealed: null, formerSecretUntil: null },
      ...{ status: 'enabled', statusReason: 'by-hand', statusSince: START, version: 1, createdAt: START },
      ...over,
    });
    const subject = { subjectKind: 'webhook', subjectId: endpointId };
    return { kind: 'done', value: null, audit: { action: 'webhook.register', ...subject, details: {} } };
  });
  return { secret };
};

/** Commits a mutation with events of these types. */
export const tell = async (database: Database, district: string, ...types: readonly string[]): Promise<void> => {
  const subject = { subjectKind: 'trial', subjectId: '一' };
  await database.change(changeOf(district), async () => ({
    kind: 'done',
    value: null,
    audit: { action: 'trial.make', ...subject, details: {} },
    events: types.map((type) => ({ type, ...subject, payload: { type } })),
  }));
};
