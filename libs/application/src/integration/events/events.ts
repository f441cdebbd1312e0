import { changeWebhookWith, setWebhookEnabledWith, testWebhookWith } from './change-webhook.ts';
import { listDeliveriesWith, listEventsWith, listWebhooksWith } from './list-events.ts';
import { registerWebhookWith, rotateWebhookSecretWith } from './register-webhook.ts';
import { replayDeliveryWith, replayEventsWith } from './replay-events.ts';
import type { WebhookParts } from './webhook-parts.ts';

/** The use cases of events and webhooks, named here by hand. */
export const createEvents = (parts: WebhookParts) => ({
  list: listEventsWith(parts),
  webhooks: listWebhooksWith(parts),
  deliveries: listDeliveriesWith(parts),
  register: registerWebhookWith(parts),
  change: changeWebhookWith(parts),
  rotateSecret: rotateWebhookSecretWith(parts),
  setEnabled: setWebhookEnabledWith(parts),
  test: testWebhookWith(parts),
  replayDelivery: replayDeliveryWith(parts),
  replayEvents: replayEventsWith(parts),
});
