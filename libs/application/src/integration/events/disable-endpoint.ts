import type { Instant } from '@guicheng/kernel';
import { refuse, type Database, type DistrictRepositories } from '@guicheng/persistence';
import { DISABLED_EVENT } from './event-types.ts';

/** An endpoint that its deliveries switch off. */
export interface Disabling {
  readonly district: string;
  readonly endpointId: string;
  readonly because: 'gone' | 'exhausted';
  readonly at: Instant;
  readonly requestId: string;
}

/** Who switches an endpoint off that cannot be reached, as the audit chain names it. */
const WORKER_ACTOR = { kind: 'system', id: 'worker', onBehalfOf: null } as const;

/**
 * Switches an endpoint off, with an audit entry and an event to the district's other endpoints, in one transaction with `settle`; nothing happens when that
 * says no. One that is off already stays as it is, and `settle` is done.
 */
export const disableWith =
  (database: Database) =>
  async (
    { district, endpointId, because, at, requestId }: Disabling,
    settle: (repositories: DistrictRepositories) => Promise<boolean>,
  ): Promise<void> => {
    const change = { district, actor: WORKER_ACTOR, requestId, at, idempotency: null };
    const done = await database.change(change, async (repositories) => {
      const { webhooks } = repositories;
      const endpoint = await webhooks.find(endpointId);
      const off = { status: 'disabled', statusReason: because, statusSince: at } as const;
      const switched = endpoint?.status === 'enabled' && (await webhooks.save({ ...endpoint, ...off }));
      if (!switched || !(await settle(repositories))) return refuse();
      const subject = { subjectKind: 'webhook', subjectId: endpointId };
      return {
        kind: 'done',
        value: null,
        audit: { action: 'webhook.disable', ...subject, details: { reason: because } },
        events: [{ type: DISABLED_EVENT, ...subject, payload: { endpoint: endpointId, reason: because } }],
      };
    });
    if (!done.ok) await database.inDistrict(district, settle);
  };
