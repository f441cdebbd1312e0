import { civilDateAt, err, ok, type Instant, type Result } from '@guicheng/kernel';
import type { ApiClientRecord, Database, DistrictRepositories, UsedCredential } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller, Scope } from '../../tenancy/caller.ts';
import { credentialNotValid, type Authenticator, type Presentation } from '../../tenancy/identity/credentials/authenticate.ts';
import { credentialDigest } from '../../tenancy/identity/credentials/credential-token.ts';
import { CREDENTIAL_PREFIX } from './client-credential.ts';
import { clientRolesOf, scopesOfBoth } from './client-rights.ts';
import { mayCallFrom } from './network-list.ts';

/** Prefix of the access tokens of OAuth. */
export const ACCESS_TOKEN_PREFIX = 'gca';
/** A use is noted when the last one is this long ago, ms: a write an hour and not one a request. */
const NOTE_AFTER = 3_600_000;

// Who holds the whole text has proved it: that it ended, and where it may be used, is no secret to them.
const revoked = problem(
  'credential-revoked',
  '',
  '凭证已作废，或其接口客户端已停用。',
  'The credential was revoked, or its client disabled.',
);
const expired = problem('credential-expired', '', '凭证已到期：请换用新的。', 'The credential has expired: use the new one.');
const addressNotAllowed = problem(
  'address-not-allowed',
  '',
  '该凭证不允许从您的网络地址使用。',
  'The credential may not be used from your network address.',
);

/** What ends a credential or forbids its use from here; undefined: nothing. */
export const credentialProblem = (
  { credential, client }: { readonly credential: UsedCredential; readonly client: ApiClientRecord },
  { at, address }: Presentation,
): Problem | undefined => {
  if (credential.revokedAt !== null || client.disabledAt !== null) return revoked;
  if (at >= credential.expiresAt) return expired;
  return mayCallFrom(client.networks, address) && mayCallFrom(credential.networks, address) ? undefined : addressNotAllowed;
};

/** Whether the use of a credential is to be noted. */
export const isUseDue = ({ usedAt }: UsedCredential, at: Instant): boolean => usedAt === null || at - usedAt >= NOTE_AFTER;

/** Of a unit that is closed on the day a client has no role, as nobody holds a post there. */
const callerOf = async (
  { units }: Pick<DistrictRepositories, 'units'>,
  { district, at }: { readonly district: string; readonly at: Instant },
  { clientId, unitId, roles }: { readonly clientId: string; readonly unitId: string; readonly roles: readonly string[] },
  scopes: readonly Scope[],
): Promise<Result<Caller, Problem>> => {
  const isOpen = (await units.on(unitId, civilDateAt(at))) !== undefined;
  const posts = isOpen ? clientRolesOf(roles).map((role) => ({ role, unit: unitId, onBehalfOf: null })) : [];
  return ok({ district, kind: 'client', id: clientId, posts, scopes, sessionId: null, steppedUpUntil: null });
};

/** API keys. Nothing is cached: the next request after a revocation, on whatever process, is refused. */
export const apiKeyAuthenticator = (database: Database): Authenticator => ({
  prefix: CREDENTIAL_PREFIX['api-key'],
  authenticate: (token, presentation) =>
    database.inDistrict(token.district, async ({ clients, units }) => {
      const found = await clients.credentialByDigest(credentialDigest(token));
      if (found?.credential.kind !== 'api-key') return err(credentialNotValid);
      const reason = credentialProblem(found, presentation);
      if (reason !== undefined) return err(reason);
      if (presentation.quiet !== true && isUseDue(found.credential, presentation.at))
        await clients.noteUse(found.credential.credentialId, presentation.at);
      const from = { district: token.district, at: presentation.at };
      return callerOf({ units }, from, found.client, scopesOfBoth(found.client.scopes, found.credential.scopes));
    }),
});

/** Access tokens of OAuth; likewise not cached. */
export const accessTokenAuthenticator = (database: Database): Authenticator => ({
  prefix: ACCESS_TOKEN_PREFIX,
  authenticate: (token, { at, address }) =>
    database.inDistrict(token.district, async ({ clientTokens, units }) => {
      const found = await clientTokens.inUse(credentialDigest(token));
      if (found === undefined) return err(credentialNotValid);
      if (found.isRevoked) return err(revoked);
      if (at >= found.expiresAt) return err(expired);
      if (!mayCallFrom(found.clientNetworks, address) || !mayCallFrom(found.credentialNetworks, address)) return err(addressNotAllowed);
      return callerOf({ units }, { district: token.district, at }, found, scopesOfBoth(found.clientScopes, found.scopes));
    }),
});
