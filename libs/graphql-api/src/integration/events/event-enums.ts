import type { OutboundFailure } from '@guicheng/application';
import type { DeliveryStatus, EndpointReason } from '@guicheng/persistence';

/** GraphQL value -> word of the application, for events and webhooks. */
export const EVENT_ENUMS = {
  WebhookStatus: { ENABLED: 'enabled', DISABLED: 'disabled' },
  WebhookStatusReason: { BY_HAND: 'by-hand', GONE: 'gone', EXHAUSTED: 'exhausted' } satisfies Record<string, EndpointReason>,
  WebhookDeliveryStatus: {
    PENDING: 'pending',
    DELIVERED: 'delivered',
    FAILED: 'failed',
    CANCELLED: 'cancelled',
  } satisfies Record<string, DeliveryStatus>,
  WebhookFailure: {
    ADDRESS_REFUSED: 'address-refused',
    NAME_NOT_FOUND: 'name-not-found',
    CONNECTION_REFUSED: 'connection-refused',
    CONNECTION_LOST: 'connection-lost',
    TLS_REFUSED: 'tls-refused',
    TIMED_OUT: 'timed-out',
    CONNECTION_FAILED: 'connection-failed',
  } satisfies Record<string, OutboundFailure>,
};
