import { err, ok, type Result } from '@guicheng/kernel';
import type { ApiClientRecord, UsedCredential } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../tenancy/caller.ts';
import { mayAdminister, notPermitted } from './client-administration.ts';
import { clientNotFound } from './change-client.ts';
import type { ClientParts } from './client-parts.ts';

/** The caller's district's clients, by name. */
export const listClientsWith =
  ({ database }: Pick<ClientParts, 'database'>) =>
  async (caller: Caller): Promise<Result<readonly ApiClientRecord[], Problem[]>> =>
    mayAdminister(caller) ? ok(await database.inDistrict(caller.district, ({ clients }) => clients.list())) : err([notPermitted]);

/** One client of the caller's district. */
export const showClientWith =
  ({ database }: Pick<ClientParts, 'database'>) =>
  async (caller: Caller, clientId: string): Promise<Result<ApiClientRecord, Problem[]>> => {
    if (!mayAdminister(caller)) return err([notPermitted]);
    const client = await database.inDistrict(caller.district, ({ clients }) => clients.byId(clientId));
    return client === undefined ? err([clientNotFound]) : ok(client);
  };

/** What a client proves itself with, newest first, with when each was last used; never the texts. */
export const listCredentialsWith =
  ({ database }: Pick<ClientParts, 'database'>) =>
  async (caller: Caller, clientId: string): Promise<Result<readonly UsedCredential[], Problem[]>> => {
    if (!mayAdminister(caller)) return err([notPermitted]);
    return database.inDistrict(caller.district, async ({ clients }) =>
      (await clients.byId(clientId)) === undefined ? err([clientNotFound]) : ok(await clients.credentialsOf(clientId)),
    );
  };
