import { err, ok, uuidV7, type Result } from '@guicheng/kernel';
import { refuse, type Change, type EndpointRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { endpointOf, refusedWith, subjectOf, webhookChanged, webhookNotFound } from './webhook-parts.ts';
import type { WebhookParts, WebhookRefused } from './webhook-parts.ts';
import { webhookProblems, type WebhookInput } from './webhook-input.ts';
import { sealWebhookSecret } from './webhook-secrets.ts';
import { newWebhookSecret } from './webhook-signature.ts';

/** An endpoint and, once, its signing secret. */
export interface WebhookWithSecret {
  readonly endpoint: EndpointRecord;
  /** Null: the request was carried out before, and the secret was shown then. */
  readonly secret: string | null;
}

/** Endpoints of a district at most; our choice. */
const MOST_ENDPOINTS = 50;
/** A former secret is good for as long as a week, ms: who receives has the time to put the new one in. */
const MOST_OVERLAP_HOURS = 168;
const HOUR = 3_600_000;

const tooMany = problem(
  'webhooks-too-many',
  '',
  `每个区县最多 ${MOST_ENDPOINTS} 个回调地址。`,
  `A district has at most ${MOST_ENDPOINTS} webhooks.`,
);
const overlapOutOfRange = problem(
  'webhook-overlap-out-of-range',
  '/overlapHours',
  `新旧密钥并用时间应为 0 至 ${MOST_OVERLAP_HOURS} 小时。`,
  `The secrets overlap for 0 to ${MOST_OVERLAP_HOURS} hours.`,
);

/** Reads an endpoint again after a mutation: a repeated request's answer holds the id only. */
const withEndpoint = async (
  { database }: WebhookParts,
  district: string,
  done: Result<string, Problem[]>,
  secret: string | null,
): Promise<Result<WebhookWithSecret, Problem[]>> => {
  if (!done.ok) return done;
  const endpoint = await database.inDistrict(district, ({ webhooks }) => webhooks.find(done.value));
  return endpoint === undefined ? err([webhookNotFound]) : ok({ endpoint, secret });
};

/** Registers an endpoint, enabled, with a secret of its own. */
export const registerWebhookWith =
  (parts: WebhookParts) =>
  async (caller: Caller, input: WebhookInput, change: Change): Promise<Result<WebhookWithSecret, Problem[]>> => {
    const { database, random, secrets } = parts;
    const wrong = webhookProblems(input, parts);
    if (wrong.length > 0) return err([...wrong]);
    let secret: string | null = null;
    const done = await database.change<string>(change, async ({ webhooks }) => {
      if ((await webhooks.list()).length >= MOST_ENDPOINTS) return refuse(tooMany);
      const { at, district } = change;
      const endpointId = uuidV7(at, random(10));
      secret = newWebhookSecret(random);
      await webhooks.add({
        ...{ endpointId, url: input.url, eventTypes: [...input.eventTypes], description: input.description },
        ...{
          clientId: caller.kind === 'client' ? caller.id : null,
          secretSealed: sealWebhookSecret(secrets, district, endpointId, secret),
        },
        ...{ formerSecretSealed: null, formerSecretUntil: null },
        ...{ status: 'enabled', statusReason: 'by-hand', statusSince: at, version: 1, createdAt: at },
      });
      const audit = { action: 'webhook.register', ...subjectOf(endpointId), details: { eventTypes: [...input.eventTypes] } };
      return { kind: 'done', value: endpointId, audit };
    });
    return withEndpoint(parts, change.district, done, secret);
  };

/** Gives an endpoint a new secret; messages are signed under the former one as well for some hours (0: not at all). Of two at once one does: the receiver's secret is not lost. */
export const rotateWebhookSecretWith =
  (parts: WebhookParts) =>
  async (
    caller: Caller,
    { id, overlapHours }: { readonly id: string; readonly overlapHours: number },
    change: Change,
  ): Promise<Result<WebhookWithSecret, WebhookRefused>> => {
    const { database, random, secrets } = parts;
    if (overlapHours < 0 || overlapHours > MOST_OVERLAP_HOURS) return err({ problems: [overlapOutOfRange], current: null });
    let secret: string | null = null;
    const done = await database.change<string>(change, async ({ webhooks }) => {
      const endpoint = await endpointOf(webhooks, caller, id);
      if (endpoint === undefined) return refuse(webhookNotFound);
      const { at, district } = change;
      secret = newWebhookSecret(random);
      const former =
        overlapHours === 0
          ? { formerSecretSealed: null, formerSecretUntil: null }
          : { formerSecretSealed: endpoint.secretSealed, formerSecretUntil: (at + overlapHours * HOUR) as typeof at };
      if (!(await webhooks.save({ ...endpoint, ...former, secretSealed: sealWebhookSecret(secrets, district, id, secret) })))
        return refuse(webhookChanged('/id'));
      return { kind: 'done', value: id, audit: { action: 'webhook.rotate-secret', ...subjectOf(id), details: { overlapHours } } };
    });
    const rotated = await withEndpoint(parts, change.district, done, secret);
    return rotated.ok ? rotated : err(await refusedWith(parts, caller, id, rotated.error));
  };
