import type { Clock } from '@guicheng/kernel';
import type { Database, EndpointRecord, WebhookRepository } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { RandomBytes } from '../../audit/receipt-book.ts';
import type { Caller } from '../../tenancy/caller.ts';
import type { AllowedNetworks } from '../outbound/address-guard.ts';
import type { PortRange } from '../outbound/ports.ts';
import type { SecretBox } from '../../tenancy/identity/secret-box.ts';

/** What the use cases of webhooks stand on. */
export interface WebhookParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly secrets: SecretBox;
  /** Networks of the deployment's own that are open to webhooks, over http as well; null: none. */
  readonly networks: AllowedNetworks | null;
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
/** It is no longer as it was seen. */
export const webhookChanged = (pointer: '/version' | '/id'): Problem =>
  problem(
    'webhook-changed-since',
    pointer,
    '该回调地址已被他人修改：请对照现状（current）后再改，您填写的内容并未丢失。',
    'Somebody else changed the webhook meanwhile: compare with what it is now (current), then send your change again.',
  );

/** Why a webhook was not changed. `current`: the webhook as it is where somebody else was faster, so that nothing that was typed is lost. */
export interface WebhookRefused {
  readonly problems: readonly Problem[];
  readonly current: EndpointRecord | null;
}

/** The refusal as its caller is told it, with the webhook as it is now after a conflict. */
export const refusedWith = async (
  { database }: Pick<WebhookParts, 'database'>,
  caller: Caller,
  id: string,
  problems: readonly Problem[],
): Promise<WebhookRefused> => {
  const isConflict = problems.some(({ code }) => code === 'webhook-changed-since');
  const current = isConflict ? await database.inDistrict(caller.district, ({ webhooks }) => endpointOf(webhooks, caller, id)) : undefined;
  return { problems, current: current ?? null };
};

const ofCaller = (caller: Caller, found: EndpointRecord | undefined): EndpointRecord | undefined =>
  found !== undefined && (caller.kind === 'person' || found.clientId === caller.id) ? found : undefined;

/** The endpoint with this id that the caller may manage: an API client its own, people of the district all. Another's is not there. */
export const endpointOf = async (webhooks: WebhookRepository, caller: Caller, id: string): Promise<EndpointRecord | undefined> =>
  ofCaller(caller, await webhooks.find(id));

/** The same, held against other mutations until this one ends. */
export const lockedEndpointOf = async (webhooks: WebhookRepository, caller: Caller, id: string): Promise<EndpointRecord | undefined> =>
  ofCaller(caller, await webhooks.lockById(id));

/** All endpoints that the caller may manage. */
export const endpointsOf = (webhooks: WebhookRepository, caller: Caller): Promise<EndpointRecord[]> =>
  webhooks.list(caller.kind === 'person' ? {} : { clientId: caller.id });

/** The audit entry's subject. */
export const subjectOf = (endpointId: string) => ({ subjectKind: 'webhook', subjectId: endpointId }) as const;
