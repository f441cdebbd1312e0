import type { Instant } from '@guicheng/kernel';
import { IsNull, LessThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { ClientAssertionEntity } from './client-assertion.entity.ts';
import type { ClientTokenRecord } from './client-records.ts';
import { ClientTokenEntity } from './client-token.entity.ts';

/** A token with what decides whether it still counts. */
export interface TokenInUse {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant;
  /** The token was revoked, or its client disabled, or the secret it was asked for with revoked. */
  readonly isRevoked: boolean;
  readonly unitId: string;
  readonly roles: readonly string[];
  readonly clientScopes: readonly string[];
  readonly clientNetworks: readonly string[];
  /** Of the secret that it was asked for with. */
  readonly credentialNetworks: readonly string[];
}

/** A signed assertion that was shown. */
export interface UsedAssertion {
  readonly clientId: string;
  /** SHA-256 of its id, hex. */
  readonly idDigest: string;
  /** From then on it is refused by its time. */
  readonly expiresAt: Instant;
}

/** The access tokens of the unit of work's district, and the signed assertions that were used up. */
export interface ClientTokenRepository {
  insert(token: ClientTokenRecord): Promise<void>;
  /** In one question to the database: every request with an access token asks it. */
  inUse(digest: string): Promise<TokenInUse | undefined>;
  /** Revokes one of a client; false: it was, or the client has none of this digest. */
  revoke(digest: string, clientId: string, at: Instant): Promise<boolean>;
  /** Forgets those of a client that expired before this. */
  forget(clientId: string, before: Instant): Promise<void>;
  /** Uses an assertion up, and forgets those of its client that have expired by now; false: it was used before. */
  useAssertion(assertion: UsedAssertion, at: Instant): Promise<boolean>;
}

type RawToken = Omit<TokenInUse, 'expiresAt'> & { readonly expiresAt: Date };

const IN_USE = `
  select t.client_id as "clientId", t.scopes, t.expires_at as "expiresAt", c.unit_id as "unitId", c.roles, c.scopes as "clientScopes",
    c.networks as "clientNetworks", coalesce(k.networks, '{}') as "credentialNetworks",
    (t.revoked_at is not null or c.disabled_at is not null or k.revoked_at is not null) as "isRevoked"
  from client_token t
  join api_client c on c.district = t.district and c.client_id = t.client_id
  left join client_credential k on k.district = t.district and k.credential_id = t.credential_id
  where t.district = $1 and t.digest = $2`;

/** The tokens that a transaction with a tenant can see. */
export const clientTokenRepository = (manager: EntityManager, district: string): ClientTokenRepository => ({
  insert: async ({ scopes, issuedAt, expiresAt, revokedAt: _, ...token }) => {
    await manager.insert(ClientTokenEntity, {
      ...token,
      district,
      scopes: [...scopes],
      issuedAt: columnOfInstant(issuedAt),
      expiresAt: columnOfInstant(expiresAt),
    });
  },
  inUse: async (digest) => {
    const [row] = await manager.query<RawToken[]>(IN_USE, [district, digest]);
    return row === undefined ? undefined : { ...row, expiresAt: instantOfColumn(row.expiresAt) };
  },
  revoke: async (digest, clientId, at) =>
    (await manager.update(ClientTokenEntity, { district, digest, clientId, revokedAt: IsNull() }, { revokedAt: columnOfInstant(at) }))
      .affected === 1,
  forget: async (clientId, before) => {
    await manager.delete(ClientTokenEntity, { district, clientId, expiresAt: LessThan(columnOfInstant(before)) });
  },
  useAssertion: async ({ clientId, idDigest, expiresAt }, at) => {
    await manager.delete(ClientAssertionEntity, { district, clientId, expiresAt: LessThan(columnOfInstant(at)) });
    const row = { district, clientId, idDigest, expiresAt: columnOfInstant(expiresAt) };
    const made = await manager
      .createQueryBuilder()
      .insert()
      .into(ClientAssertionEntity)
      .values(row)
      .orIgnore()
      .returning('client_id')
      .execute();
    return (made.raw as unknown[]).length === 1;
  },
});
