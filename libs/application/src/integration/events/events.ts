import { changeWebhookWith, setWebhookEnabledWith, testWebhookWith } from './change-webhook.ts';
import { eventHub } from './event-hub.ts';
import { listDeliveriesWith, listEventsWith, listWebhooksWith } from './list-events.ts';
import { registerWebhookWith, rotateWebhookSecretWith } from './register-webhook.ts';
import { replayDeliveryWith, replayEventsWith } from './replay-events.ts';
import type { Caller } from '../../tenancy/caller.ts';
import type { WebhookParts } from './webhook-parts.ts';

/** The use cases of events and webhooks, named here by hand. */
export const createEvents = (parts: WebhookParts) => {
  const hub = eventHub(parts.database);
  return {
    watch: (caller: Caller, types: readonly string[] | null) => hub.watch(caller, types),
    /** Ends whatever is watched: the process stops. */
    stopWatching: () => hub.close(),
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
  };
};
