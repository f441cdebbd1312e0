import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import { credentialDigest, newCredentialToken } from '../../../tenancy/identity/credentials/credential-token.ts';
import { ACCESS_TOKEN_PREFIX } from '../client-authenticators.ts';
import type { ClientParts } from '../client-parts.ts';
import { scopesOf } from '../client-rights.ts';
import { OAUTH_PATH } from './oauth-endpoints.ts';
import { oauthError, type OauthError } from './oauth-error.ts';
import type { OauthForm } from './oauth-form.ts';
import { withProvenClient, type OauthRequest } from './oauth-request.ts';

/** How long an access token counts, ms: a quarter of an hour; our choice. */
const LIFE = 15 * 60_000;

/** The answer of RFC 6749 §5.1. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  /** Separated by spaces. */
  readonly scope: string;
}

const grantMissing = oauthError('invalid_request', 'grant-type-missing', '缺少 grant_type。', 'grant_type is missing.');
const grantNotSupported = oauthError(
  'unsupported_grant_type',
  'grant-type-not-supported',
  '只支持 grant_type=client_credentials。',
  'Only grant_type=client_credentials is supported.',
);
const scopeNotHeld = oauthError(
  'invalid_scope',
  'scope-not-held',
  '所请求的权限范围未知，或超出该客户端所有。',
  'A scope that was asked for is unknown, or not held by the client.',
);

const grantProblem = (form: OauthForm): OauthError | undefined => {
  const grant = form.get('grant_type');
  if (grant === undefined) return grantMissing;
  return grant === 'client_credentials' ? undefined : grantNotSupported;
};

/** Those that were asked for, all held; none asked for: all that are held. Undefined: more was asked for than is held. */
const grantedScopes = (asked: string | undefined, held: readonly string[]): readonly string[] | undefined => {
  const known = scopesOf(held);
  const words = asked === undefined ? known : asked.split(' ').filter((word) => word !== '');
  const granted = known.filter((scope) => words.includes(scope));
  return granted.length > 0 && words.every((word) => granted.some((scope) => scope === word)) ? granted : undefined;
};

/** Gives a client an access token for what it proves (RFC 6749 §4.4). Only the digest of the token is kept. */
export const requestTokenWith =
  ({ database, clock, random }: ClientParts) =>
  (request: OauthRequest): Promise<Result<TokenAnswer, OauthError>> =>
    withProvenClient({ database, clock }, request, OAUTH_PATH.token, grantProblem, async (proven, form, at) => {
      const { district, client, credentialId } = proven;
      const scopes = grantedScopes(form.get('scope'), proven.scopes);
      if (scopes === undefined) return err(scopeNotHeld);
      const token = newCredentialToken(ACCESS_TOKEN_PREFIX, district, random);
      const { clientId } = client;
      const change = {
        district,
        actor: { kind: 'client', id: clientId, onBehalfOf: null },
        requestId: request.requestId,
        at,
        idempotency: null,
      } as const;
      const issued = await database.change<null>(change, async ({ clientTokens }) => {
        await clientTokens.forget(clientId, at);
        const expiresAt = (at + LIFE) as Instant;
        await clientTokens.insert({
          digest: credentialDigest(token),
          clientId,
          credentialId,
          scopes,
          issuedAt: at,
          expiresAt,
          revokedAt: null,
        });
        const details = { scopes: [...scopes], credential: credentialId, method: credentialId === null ? 'signature' : 'secret' };
        return {
          kind: 'done',
          value: null,
          audit: { action: 'client.request-token', subjectKind: 'client', subjectId: clientId, details },
        };
      });
      if (!issued.ok) throw new Error(`a token was refused: ${issued.error.map(({ code }) => code).join(' ')}`);
      return ok({ access_token: token.text, token_type: 'Bearer', expires_in: LIFE / 1_000, scope: scopes.join(' ') });
    });
