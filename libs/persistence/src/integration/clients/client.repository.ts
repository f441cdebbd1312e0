import type { Instant } from '@guicheng/kernel';
import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant, instantOfColumn } from '../../instant-column.ts';
import { isUuid } from '../../uuid-column.ts';
import { ApiClientEntity } from './api-client.entity.ts';
import { ClientCredentialEntity } from './client-credential.entity.ts';
import type { ApiClientRecord, ClientCredentialRecord, UsedCredential } from './client-records.ts';

/** The API clients of the unit of work's district, and what they prove themselves with. */
export interface ClientRepository {
  insert(client: ApiClientRecord): Promise<void>;
  byId(clientId: string): Promise<ApiClientRecord | undefined>;
  /** All, by name; those that are disabled too. */
  list(): Promise<readonly ApiClientRecord[]>;
  /** Disables one; false: it was, or there is none. */
  disable(clientId: string, at: Instant): Promise<boolean>;
  /** Its public keys from now on; null: none. */
  setKeys(clientId: string, jwks: string | null): Promise<void>;
  insertCredential(credential: ClientCredentialRecord): Promise<void>;
  credentialById(credentialId: string): Promise<ClientCredentialRecord | undefined>;
  /** Of a client, newest first. */
  credentialsOf(clientId: string): Promise<readonly UsedCredential[]>;
  /** One and its client, in one question to the database: every request with an API key asks it. */
  credentialByDigest(digest: string): Promise<{ readonly credential: UsedCredential; readonly client: ApiClientRecord } | undefined>;
  /** Until when it counts. */
  expire(credentialId: string, at: Instant): Promise<void>;
  /** Revokes one; false: it was, or there is none. */
  revoke(credentialId: string, at: Instant): Promise<boolean>;
  /** Notes a use, once an hour at most. */
  noteUse(credentialId: string, at: Instant): Promise<void>;
}

type Raw<T, K extends keyof T> = Omit<T, K> & Readonly<Record<K, Date | null>>;
type RawClient = Raw<ApiClientRecord, 'createdAt' | 'disabledAt'>;
type RawCredential = Raw<UsedCredential, 'issuedAt' | 'expiresAt' | 'revokedAt' | 'usedAt'>;

const orNull = (value: Date | null): Instant | null => (value === null ? null : instantOfColumn(value));

const clientOf = ({ createdAt, disabledAt, ...row }: ApiClientEntity | RawClient): ApiClientRecord => ({
  clientId: row.clientId,
  unitId: row.unitId,
  name: row.name,
  roles: row.roles,
  scopes: row.scopes,
  networks: row.networks,
  jwks: row.jwks,
  createdAt: instantOfColumn(createdAt!),
  disabledAt: orNull(disabledAt),
});

const credentialOf = ({ issuedAt, expiresAt, revokedAt, ...row }: ClientCredentialEntity | RawCredential): ClientCredentialRecord => ({
  credentialId: row.credentialId,
  clientId: row.clientId,
  kind: row.kind,
  digest: row.digest,
  scopes: row.scopes,
  networks: row.networks,
  replaces: row.replaces,
  issuedAt: instantOfColumn(issuedAt!),
  expiresAt: instantOfColumn(expiresAt!),
  revokedAt: orNull(revokedAt),
});

const usedOf = (row: RawCredential): UsedCredential => ({ ...credentialOf(row), usedAt: orNull(row.usedAt) });

const CREDENTIAL = `k.credential_id as "credentialId", k.client_id as "clientId", k.kind, k.digest, k.scopes, k.networks, k.replaces,
  k.issued_at as "issuedAt", k.expires_at as "expiresAt", k.revoked_at as "revokedAt", u.used_at as "usedAt"`;
const WITH_USE = `client_credential k left join client_credential_use u on u.district = k.district and u.credential_id = k.credential_id`;
const CREDENTIALS = `select ${CREDENTIAL} from ${WITH_USE} where k.district = $1 and k.client_id = $2 order by k.issued_at desc, k.credential_id desc`;
const BY_DIGEST = `
  select ${CREDENTIAL}, c.unit_id as "unitId", c.name, c.roles, c.jwks, c.created_at as "createdAt", c.disabled_at as "disabledAt",
    c.scopes as "clientScopes", c.networks as "clientNetworks"
  from ${WITH_USE} join api_client c on c.district = k.district and c.client_id = k.client_id
  where k.district = $1 and k.digest = $2`;

/** Of several requests at the hour, one writes: the others see its row and leave it. */
const NOTE_USE = `
  insert into client_credential_use as u (district, credential_id, used_at) values ($1, $2, $3)
  on conflict (district, credential_id) do update set used_at = excluded.used_at where u.used_at <= excluded.used_at - interval '1 hour'`;

type RawBoth = RawCredential & RawClient & { readonly clientScopes: string[]; readonly clientNetworks: string[] };

/** The clients that a transaction with a tenant can see. */
export const clientRepository = (manager: EntityManager, district: string): ClientRepository => ({
  insert: async ({ createdAt, disabledAt, roles, scopes, networks, ...client }) => {
    await manager.insert(ApiClientEntity, {
      ...client,
      district,
      roles: [...roles],
      scopes: [...scopes],
      networks: [...networks],
      createdAt: columnOfInstant(createdAt),
      disabledAt: disabledAt === null ? null : columnOfInstant(disabledAt),
    });
  },
  byId: async (clientId) => {
    const row = isUuid(clientId) ? await manager.findOneBy(ApiClientEntity, { district, clientId }) : null;
    return row === null ? undefined : clientOf(row);
  },
  list: async () =>
    (await manager.find(ApiClientEntity, { where: { district }, order: { name: 'ASC', clientId: 'ASC' } })).map((row) => clientOf(row)),
  disable: async (clientId, at) =>
    (await manager.update(ApiClientEntity, { district, clientId, disabledAt: IsNull() }, { disabledAt: columnOfInstant(at) })).affected ===
    1,
  setKeys: async (clientId, jwks) => {
    await manager.update(ApiClientEntity, { district, clientId }, { jwks });
  },
  insertCredential: async ({ issuedAt, expiresAt, revokedAt, scopes, networks, ...credential }) => {
    await manager.insert(ClientCredentialEntity, {
      ...credential,
      district,
      scopes: [...scopes],
      networks: [...networks],
      issuedAt: columnOfInstant(issuedAt),
      expiresAt: columnOfInstant(expiresAt),
      revokedAt: revokedAt === null ? null : columnOfInstant(revokedAt),
    });
  },
  credentialById: async (credentialId) => {
    const row = isUuid(credentialId) ? await manager.findOneBy(ClientCredentialEntity, { district, credentialId }) : null;
    return row === null ? undefined : credentialOf(row);
  },
  credentialsOf: async (clientId) => (await manager.query<RawCredential[]>(CREDENTIALS, [district, clientId])).map(usedOf),
  credentialByDigest: async (digest) => {
    const [row] = await manager.query<RawBoth[]>(BY_DIGEST, [district, digest]);
    if (row === undefined) return undefined;
    return { credential: usedOf(row), client: clientOf({ ...row, scopes: row.clientScopes, networks: row.clientNetworks }) };
  },
  expire: async (credentialId, at) => {
    await manager.update(ClientCredentialEntity, { district, credentialId }, { expiresAt: columnOfInstant(at) });
  },
  revoke: async (credentialId, at) =>
    (await manager.update(ClientCredentialEntity, { district, credentialId, revokedAt: IsNull() }, { revokedAt: columnOfInstant(at) }))
      .affected === 1,
  noteUse: async (credentialId, at) => {
    await manager.query(NOTE_USE, [district, credentialId, columnOfInstant(at)]);
  },
});
