import { ok, type Result } from '@guicheng/kernel';
import { refuse } from '@guicheng/persistence';
import { problem } from '@guicheng/policy-model';
import { credentialDigest, parseCredentialToken } from '../../../tenancy/identity/credentials/credential-token.ts';
import { ACCESS_TOKEN_PREFIX } from '../client-authenticators.ts';
import type { ClientParts } from '../client-parts.ts';
import { OAUTH_PATH } from './oauth-endpoints.ts';
import { oauthError, type OauthError } from './oauth-error.ts';
import { withProvenClient, type OauthRequest } from './oauth-request.ts';

const tokenMissing = oauthError('invalid_request', 'token-missing', '缺少 token。', 'token is missing.');
const nothingToRevoke = problem('token-not-found', '/token', '没有可作废的令牌。', 'There is no token to revoke.');

/**
 * Revokes an access token of the client (RFC 7009). A token that is unknown, ended or another client's is answered like one that was revoked (§2.2): the client
 * wants it not to count, and it does not count for the client.
 */
export const revokeTokenWith =
  ({ database, clock }: Pick<ClientParts, 'database' | 'clock'>) =>
  (request: OauthRequest): Promise<Result<null, OauthError>> =>
    withProvenClient(
      { database, clock },
      request,
      OAUTH_PATH.revocation,
      (form) => (form.has('token') ? undefined : tokenMissing),
      async ({ district, client: { clientId } }, form, at) => {
        const token = parseCredentialToken(form.get('token')!);
        if (token?.prefix !== ACCESS_TOKEN_PREFIX || token.district !== district) return ok(null);
        const change = {
          district,
          actor: { kind: 'client', id: clientId, onBehalfOf: null },
          requestId: request.requestId,
          at,
          idempotency: null,
        } as const;
        await database.change<null>(change, async ({ clientTokens }) => {
          if (!(await clientTokens.revoke(credentialDigest(token), clientId, at))) return refuse(nothingToRevoke);
          const audit = { action: 'client.revoke-token', subjectKind: 'client', subjectId: clientId, details: {} };
          return { kind: 'done', value: null, audit };
        });
        return ok(null);
      },
    );
