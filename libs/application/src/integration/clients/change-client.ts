import { ok, type Result } from '@guicheng/kernel';
import { refuse, type ApiClientRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { administer } from './client-administration.ts';
import { parseClientKeys } from './client-keys.ts';
import type { ClientParts, MutationTrace } from './client-parts.ts';

/** There is no such client here, or it is another district's. */
export const clientNotFound: Problem = problem('client-not-found', '/clientId', '没有这个接口客户端。', 'There is no such client.');
/** It was disabled. */
export const clientDisabled: Problem = problem('client-disabled', '/clientId', '该接口客户端已停用。', 'The client is disabled.');

/** Disables a client for good: its keys, secrets and tokens stop at once. The duty of who appoints, as giving it its roles is. */
export const disableClientWith =
  ({ database, clock }: ClientParts) =>
  async (caller: Caller, clientId: string, trace: MutationTrace): Promise<Result<ApiClientRecord, Problem[]>> => {
    const at = clock.now();
    return administer({ database, caller, duty: 'posts', trace, at }, async ({ clients }) => {
      const client = await clients.byId(clientId);
      if (client === undefined) return refuse(clientNotFound);
      if (!(await clients.disable(clientId, at))) return refuse(clientDisabled);
      const audit = { action: 'client.disable', subjectKind: 'client', subjectId: clientId, details: {} };
      return { kind: 'done', value: { ...client, disabledAt: at }, audit };
    });
  };

/** Gives a client other public keys, a JWK Set as JSON; null: none, it signs nothing any more. Assertions are checked with them from then on. */
export const setClientKeysWith =
  ({ database, clock }: ClientParts) =>
  async (
    caller: Caller,
    { clientId, jwks }: { readonly clientId: string; readonly jwks: string | null },
    trace: MutationTrace,
  ): Promise<Result<ApiClientRecord, Problem[]>> => {
    const keys = jwks === null ? ok(null) : parseClientKeys(jwks, '/jwks');
    return administer({ database, caller, duty: 'people-and-units', trace, at: clock.now() }, async ({ clients }) => {
      if (!keys.ok) return refuse(...keys.error);
      const client = await clients.byId(clientId);
      if (client === undefined) return refuse(clientNotFound);
      if (client.disabledAt !== null) return refuse(clientDisabled);
      await clients.setKeys(clientId, keys.value);
      const audit = { action: 'client.set-keys', subjectKind: 'client', subjectId: clientId, details: { keys: keys.value !== null } };
      return { kind: 'done', value: { ...client, jwks: keys.value }, audit };
    });
  };
