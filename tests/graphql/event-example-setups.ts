import type { Instant } from '@guicheng/kernel';
import type { Prepared } from './example-setups.ts';
import type { TestApi } from './test-api.ts';

/** An administrator who has registered a webhook. */
const withWebhook = async (api: TestApi): Promise<Prepared> => {
  const admin = await api.signedIn('yangpu', ['district-admin']);
  const input = { url: 'https://oa.example.cn/hooks/guicheng', eventTypes: ['*'], description: '' };
  const { registerWebhook } = await admin.run('RegisterWebhook', { input, key: 'register' });
  if (registerWebhook.__typename !== 'WebhookWithSecret') throw new Error('no webhook was registered');
  return { values: { webhook: registerWebhook.webhook.id }, credential: admin.token };
};

/** The same, and a delivery to it that is over. */
const withDelivery = async (api: TestApi): Promise<Prepared> => {
  const { values, credential } = await withWebhook(api);
  const webhook = values!['webhook']!;
  const delivery = '019ac0de-0000-7000-8000-00000000de11';
  const database = await api.database();
  const at = Date.UTC(2026, 10, 26) as Instant;
  const change = {
    district: 'yangpu',
    actor: { kind: 'system', id: 'examples', onBehalfOf: null },
    requestId: 'r',
    at,
    idempotency: null,
  } as const;
  const subject = { subjectKind: 'trial', subjectId: '1' };
  await database.change(change, async () => ({
    kind: 'done',
    value: null,
    audit: { action: 'trial.make', ...subject, details: {} },
    events: [{ type: 'trial.made', ...subject, payload: {} }],
  }));
  await database.inDistrict('yangpu', async ({ outbox, deliveries }) => {
    const [event] = await outbox.list({ after: null, from: null, to: null, types: ['trial.*'], limit: 1 });
    await deliveries.add([{ deliveryId: delivery, endpointId: webhook, eventId: event!.eventId }], at);
    const until = (at + 1) as Instant;
    await deliveries.claim(delivery, at, until);
    await deliveries.settle(delivery, until, { status: 'cancelled', at }, null);
  });
  return { values: { delivery }, ...(credential === undefined ? {} : { credential }) };
};

/** What is prepared for the examples of events and webhooks. */
export const EVENT_SETUPS: Readonly<Record<string, (api: TestApi) => Promise<Prepared>>> = {
  events: withWebhook,
  webhooks: withWebhook,
  webhookDeliveries: withWebhook,
  registerWebhook: withWebhook,
  changeWebhook: withWebhook,
  rotateWebhookSecret: withWebhook,
  enableWebhook: withWebhook,
  disableWebhook: withWebhook,
  testWebhook: withWebhook,
  replayEvents: withWebhook,
  replayDelivery: withDelivery,
};
