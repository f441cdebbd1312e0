import { civilDateAt, type Instant } from '@guicheng/kernel';
import type { DistrictRepositories, EndpointRecord } from '@guicheng/persistence';
import { problem } from '@guicheng/policy-model';
import type { Role } from '../../tenancy/caller.ts';
import { clientRolesOf, scopesOf } from '../clients/client-rights.ts';

/** Who reads the events of a whole district: they name what happens in every unit of it. */
export const EVENT_READERS: readonly Role[] = ['district-admin', 'office-officer', 'auditor'];
/** Those of them that an API client can be; a person who looks after webhooks is `district-admin`. */
export const CLIENT_EVENT_READERS: readonly Role[] = ['office-officer', 'auditor'];

/** What is asked of an endpoint whose API client receives nothing. */
export const clientStopped = problem(
  'webhook-client-stopped',
  '/id',
  '登记该回调地址的接口客户端已停用、无权接收事件，或其单位已撤销：不会向其发送任何内容。',
  'The API client of this webhook is disabled, may not receive events, or its unit is closed: nothing is sent to it.',
);

/** Whether events may go to an endpoint at this moment: of an API client only while it could register one, so enabled, for a unit of the day, with scope and role. */
export const mayReceive = async (
  { clients, units }: Pick<DistrictRepositories, 'clients' | 'units'>,
  { clientId }: Pick<EndpointRecord, 'clientId'>,
  at: Instant,
): Promise<boolean> => {
  if (clientId === null) return true;
  const client = await clients.byId(clientId);
  if (client === undefined || client.disabledAt !== null || !scopesOf(client.scopes).includes('webhooks.manage')) return false;
  if (!clientRolesOf(client.roles).some((role) => CLIENT_EVENT_READERS.includes(role))) return false;
  return (await units.on(client.unitId, civilDateAt(at))) !== undefined;
};

/** Those of the endpoints to which events may go at this moment. */
export const thatMayReceive = async (
  repositories: Pick<DistrictRepositories, 'clients' | 'units'>,
  endpoints: readonly EndpointRecord[],
  at: Instant,
): Promise<readonly EndpointRecord[]> => {
  const clientIds = [...new Set(endpoints.map(({ clientId }) => clientId))];
  const allowed = new Set<string | null>();
  for (const clientId of clientIds) if (await mayReceive(repositories, { clientId }, at)) allowed.add(clientId);
  return endpoints.filter(({ clientId }) => allowed.has(clientId));
};
