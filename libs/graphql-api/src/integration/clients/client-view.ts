import { clientIdOf, fingerprintOf, type IssuedCredential, type Role, type Scope } from '@guicheng/application';
import { civilDateAt, formatCivilDate, formatInstant, type Instant } from '@guicheng/kernel';
import type { ApiClientRecord, ClientCredentialRecord } from '@guicheng/persistence';

/** GraphQL value -> word of the application, for API clients. */
export const CLIENT_ENUMS = {
  ApiCredentialKind: { API_KEY: 'api-key', CLIENT_SECRET: 'client-secret' } satisfies Record<string, ClientCredentialRecord['kind']>,
};

const shown = (instant: Instant | null): string | null => (instant === null ? null : formatInstant(instant));

/** `ApiClient` of the schema; `credentials` are read when they are asked for. */
export const clientView = (district: string, client: ApiClientRecord) => ({
  __typename: 'ApiClient' as const,
  id: client.clientId,
  oauthClientId: clientIdOf({ district, uuid: client.clientId }),
  name: client.name,
  unit: client.unitId,
  roles: client.roles as readonly Role[],
  scopes: client.scopes as readonly Scope[],
  networks: client.networks,
  jwks: client.jwks,
  createdAt: formatInstant(client.createdAt),
  disabledAt: shown(client.disabledAt),
});

/** `ApiCredential` of the schema. */
export const credentialView = (credential: ClientCredentialRecord & { readonly usedAt?: Instant | null }) => ({
  __typename: 'ApiCredential' as const,
  id: credential.credentialId,
  kind: credential.kind,
  fingerprint: fingerprintOf(credential),
  scopes: credential.scopes as readonly Scope[],
  networks: credential.networks,
  replaces: credential.replaces,
  issuedAt: formatInstant(credential.issuedAt),
  expiresAt: formatInstant(credential.expiresAt),
  revokedAt: shown(credential.revokedAt),
  lastUsedOn: credential.usedAt === undefined || credential.usedAt === null ? null : formatCivilDate(civilDateAt(credential.usedAt)),
});

/** `ApiCredentialIssued` of the schema. */
export const issuedView = ({ credential, text }: IssuedCredential) => ({
  __typename: 'ApiCredentialIssued' as const,
  credential: credentialView(credential),
  text,
  secretShown: text !== null,
});
