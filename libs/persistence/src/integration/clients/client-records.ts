import type { Instant } from '@guicheng/kernel';

/** An API client, as it is kept. */
export interface ApiClientRecord {
  /** UUID. */
  readonly clientId: string;
  readonly unitId: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  readonly networks: readonly string[];
  /** A JWK Set as canonical JSON. */
  readonly jwks: string | null;
  readonly createdAt: Instant;
  readonly disabledAt: Instant | null;
}

/** What a client proves itself with. */
export interface ClientCredentialRecord {
  /** UUID. */
  readonly credentialId: string;
  readonly clientId: string;
  readonly kind: 'api-key' | 'client-secret';
  /** SHA-256, hex. */
  readonly digest: string;
  readonly scopes: readonly string[];
  readonly networks: readonly string[];
  readonly replaces: string | null;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
}

/** A credential with when it was last used, to the hour. */
export interface UsedCredential extends ClientCredentialRecord {
  readonly usedAt: Instant | null;
}

/** An access token. */
export interface ClientTokenRecord {
  /** SHA-256, hex. */
  readonly digest: string;
  readonly clientId: string;
  readonly credentialId: string | null;
  readonly scopes: readonly string[];
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
}
