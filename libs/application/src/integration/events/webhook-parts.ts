import type { Clock } from '@guicheng/kernel';
import type { Database, EndpointRecord, WebhookRepository } from '@guicheng/persistence';
import { problem } from '@guicheng/policy-model';
import type { RandomBytes } from '../../audit/receipt-book.ts';
import type { Caller } from '../../tenancy/caller.ts';
import type { PortRange } from '../outbound/ports.ts';
import type { SecretBox } from '../../tenancy/identity/secret-box.ts';

/** What the use cases of webhooks stand on. */
export interface WebhookParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly secrets: SecretBox;
  /** Whether the deployment opened a network of its own to outbound messages: there http is taken as well. */
  readonly takesHttp: boolean;
  /** Where webhooks may lead. */
  readonly ports: readonly PortRange[];
}

/** Also of an endpoint of another district or another client: the answers are alike. */
export const webhookNotFound = problem('webhook-not-found', '/id', '没有这个回调地址。', 'There is no such webhook.');
/** What is asked of it needs an endpoint that is on. */
export const webhookDisabled = problem(
  'webhook-disabled',
  '/id',
  '该回调地址已停用，请先启用。',
  'The webhook is disabled: enable it first.',
);
/** It is no longer at the version that was seen. */
export const webhookChanged = problem(
  'webhook-changed-since',
  '/version',
  '该回调地址已被他人修改：请重新读取后再改。',
  'Somebody changed the webhook since you read it: read it again, then change it.',
);

/** The endpoint with this id that the caller may manage: an API client its own, people of the district all. Another's is not there. */
export const endpointOf = async (webhooks: WebhookRepository, caller: Caller, id: string): Promise<EndpointRecord | undefined> => {
  const found = await webhooks.find(id);
  return found !== undefined && (caller.kind === 'person' || found.clientId === caller.id) ? found : undefined;
};

/** All endpoints that the caller may manage. */
export const endpointsOf = (webhooks: WebhookRepository, caller: Caller): Promise<EndpointRecord[]> =>
  webhooks.list(caller.kind === 'person' ? {} : { clientId: caller.id });

/** The audit entry's subject. */
export const subjectOf = (endpointId: string) => ({ subjectKind: 'webhook', subjectId: endpointId }) as const;
