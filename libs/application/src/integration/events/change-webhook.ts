import { err, ok, type Result } from '@guicheng/kernel';
import {
  refuse,
  type AuditDraft,
  type Change,
  type DistrictRepositories,
  type EndpointRecord,
  type EventDraft,
} from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { clientStopped, mayReceive } from './event-readers.ts';
import { TEST_EVENT } from './event-types.ts';
import { webhookProblems, type WebhookInput } from './webhook-input.ts';
import { lockedEndpointOf, refusedWith, subjectOf, webhookChanged, webhookDisabled, webhookNotFound } from './webhook-parts.ts';
import type { WebhookParts, WebhookRefused } from './webhook-parts.ts';

/** What of an endpoint is to change, and the version that the caller saw. Left out: stays. */
export interface WebhookChange extends Partial<WebhookInput> {
  readonly id: string;
  readonly version: number;
}

/** What becomes of an endpoint, and what is said of it. */
type Step = (endpoint: EndpointRecord, repositories: DistrictRepositories) => Stepped | Promise<Stepped>;

type Stepped =
  | { readonly endpoint: EndpointRecord; readonly audit: Pick<AuditDraft, 'action' | 'details'>; readonly events?: readonly EventDraft[] }
  | { readonly refused: readonly Problem[] };

/** What a change came to. */
export type ChangedWebhook = Result<EndpointRecord, WebhookRefused>;

/** Changes one endpoint that the caller may manage. Refusals: `webhook-not-found`, and what the step says. */
const changing =
  (parts: WebhookParts) =>
  async (caller: Caller, id: string, change: Change, step: Step): Promise<ChangedWebhook> => {
    const { database } = parts;
    const done = await database.change<string>(change, async (repositories) => {
      const { webhooks } = repositories;
      const found = await lockedEndpointOf(webhooks, caller, id);
      if (found === undefined) return refuse(webhookNotFound);
      const next = await step(found, repositories);
      if ('refused' in next) return refuse(...next.refused);
      if (next.endpoint !== found) await webhooks.save(next.endpoint);
      return { kind: 'done', value: id, audit: { ...next.audit, ...subjectOf(id) }, events: next.events ?? [] };
    });
    if (!done.ok) return err(await refusedWith(parts, caller, id, done.error));
    const endpoint = await database.inDistrict(change.district, ({ webhooks }) => webhooks.find(id));
    return endpoint === undefined ? err({ problems: [webhookNotFound], current: null }) : ok(endpoint);
  };

/** Changes address, event types or description, if it is still as the caller saw it. */
export const changeWebhookWith = (parts: WebhookParts) => {
  const change = changing(parts);
  return (caller: Caller, { id, version, ...over }: WebhookChange, trace: Change): Promise<ChangedWebhook> =>
    change(caller, id, trace, (found) => {
      if (found.version !== version) return { refused: [webhookChanged('/version')] };
      const input = {
        url: over.url ?? found.url,
        eventTypes: over.eventTypes ?? found.eventTypes,
        description: over.description ?? found.description,
      };
      const refused = webhookProblems(input, parts);
      if (refused.length > 0) return { refused };
      const changed = Object.keys(over).filter((key) => over[key as keyof typeof over] !== undefined);
      return { endpoint: { ...found, ...input }, audit: { action: 'webhook.change', details: { changed } } };
    });
};

/** Switches an endpoint on or off; one that is so already stays, audited all the same. What was on its way to one that is off is given up. */
export const setWebhookEnabledWith = (parts: WebhookParts) => {
  const change = changing(parts);
  return (caller: Caller, id: string, enabled: boolean, trace: Change): Promise<ChangedWebhook> =>
    change(caller, id, trace, (found) => {
      const status = enabled ? 'enabled' : 'disabled';
      const audit = { action: enabled ? 'webhook.enable' : 'webhook.disable', details: { reason: 'by-hand' } };
      return { endpoint: { ...found, status, statusReason: 'by-hand', statusSince: trace.at }, audit };
    });
};

/** Sends a test event to an endpoint that is enabled; what came of it stands in its deliveries. */
export const testWebhookWith = (parts: WebhookParts) => {
  const change = changing(parts);
  return (caller: Caller, id: string, trace: Change): Promise<ChangedWebhook> =>
    change(caller, id, trace, async (endpoint, repositories) => {
      if (endpoint.status === 'disabled') return { refused: [webhookDisabled] };
      if (!(await mayReceive(repositories, endpoint, trace.at))) return { refused: [clientStopped] };
      const events = [{ type: TEST_EVENT, ...subjectOf(id), payload: { endpoint: id } }];
      return { endpoint, audit: { action: 'webhook.test', details: {} }, events };
    });
};
