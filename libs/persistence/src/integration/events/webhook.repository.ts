import type { Instant } from '@guicheng/kernel';
import { In, type EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { isUuid } from '../../uuid-column.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

/** Why an endpoint is as it is: a person or program said so; its server answered 410; nothing reached it for the whole schedule. */
export type EndpointReason = 'by-hand' | 'gone' | 'exhausted';

/** An endpoint as it is kept. */
export interface EndpointRecord {
  readonly endpointId: string;
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly description: string;
  /** API client that registered it; null: the district's own. */
  readonly clientId: string | null;
  readonly secretSealed: string;
  readonly formerSecretSealed: string | null;
  readonly formerSecretUntil: Instant | null;
  readonly status: 'enabled' | 'disabled';
  readonly statusReason: EndpointReason;
  readonly statusSince: Instant;
  /** From 1, one more with each change. */
  readonly version: number;
  readonly createdAt: Instant;
}

/** The endpoints of the unit of work's district. */
export interface WebhookRepository {
  add(endpoint: EndpointRecord): Promise<void>;
  /** Writes it back as the next version; false: somebody changed it since, nothing was written. */
  save(endpoint: EndpointRecord): Promise<boolean>;
  find(endpointId: string): Promise<EndpointRecord | undefined>;
  /** The same, held against other mutations until this one ends. */
  lockById(endpointId: string): Promise<EndpointRecord | undefined>;
  byIds(endpointIds: readonly string[]): Promise<EndpointRecord[]>;
  /** Oldest first. `clientId` undefined: those of all. */
  list(filter?: { readonly clientId?: string }): Promise<EndpointRecord[]>;
}

const recordOf = ({ district: _, formerSecretUntil, statusSince, createdAt, ...rest }: WebhookEndpointEntity): EndpointRecord => ({
  ...rest,
  formerSecretUntil: formerSecretUntil === null ? null : instantOfColumn(formerSecretUntil),
  statusSince: instantOfColumn(statusSince),
  createdAt: instantOfColumn(createdAt),
});

const columnsOf = ({ formerSecretUntil, statusSince, createdAt, eventTypes, ...rest }: EndpointRecord) => ({
  ...rest,
  eventTypes: [...eventTypes],
  formerSecretUntil: formerSecretUntil === null ? null : columnOfInstant(formerSecretUntil),
  statusSince: columnOfInstant(statusSince),
  createdAt: columnOfInstant(createdAt),
});

/** The endpoints that a transaction with a tenant can see. */
export const webhookRepository = (manager: EntityManager, district: string): WebhookRepository => ({
  add: async (endpoint) => {
    await manager.insert(WebhookEndpointEntity, { district, ...columnsOf(endpoint) });
  },
  save: async ({ version, ...endpoint }) => {
    const { endpointId } = endpoint;
    const values = columnsOf({ ...endpoint, version: version + 1 });
    const { affected } = await manager.update(WebhookEndpointEntity, { district, endpointId, version }, values);
    return affected === 1;
  },
  find: async (endpointId) => {
    const found = isUuid(endpointId) ? await manager.findOneBy(WebhookEndpointEntity, { district, endpointId }) : null;
    return found === null ? undefined : recordOf(found);
  },
  lockById: async (endpointId) => {
    if (!isUuid(endpointId)) return undefined;
    const found = await manager.findOne(WebhookEndpointEntity, { where: { district, endpointId }, lock: { mode: 'pessimistic_write' } });
    return found === null ? undefined : recordOf(found);
  },
  byIds: async (endpointIds) => (await manager.findBy(WebhookEndpointEntity, { district, endpointId: In([...endpointIds]) })).map(recordOf),
  list: async (filter = {}) => {
    const where = { district, ...(filter.clientId === undefined ? {} : { clientId: filter.clientId }) };
    return (await manager.find(WebhookEndpointEntity, { where, order: { createdAt: 'ASC', endpointId: 'ASC' } })).map(recordOf);
  },
});
