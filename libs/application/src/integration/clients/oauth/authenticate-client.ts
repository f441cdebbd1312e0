import { err, ok, type Result } from '@guicheng/kernel';
import type { ApiClientRecord, Database } from '@guicheng/persistence';
import { credentialDigest, parseCredentialToken } from '../../../tenancy/identity/credentials/credential-token.ts';
import type { Presentation } from '../../../tenancy/identity/credentials/authenticate.ts';
import { credentialProblem, isUseDue } from '../client-authenticators.ts';
import { CREDENTIAL_PREFIX } from '../client-credential.ts';
import { parseClientId } from '../client-id.ts';
import { mayCallFrom } from '../network-list.ts';
import { assertedClient, checkAssertion } from './check-assertion.ts';
import { clientNotAuthenticated, oauthError, type OauthError } from './oauth-error.ts';
import type { ShownClient } from './shown-client.ts';

/** A client that proved who it is, and what it may ask for. */
export interface ProvenClient {
  readonly district: string;
  readonly client: ApiClientRecord;
  /** The secret it used; null: it signed. */
  readonly credentialId: string | null;
  readonly scopes: readonly string[];
}

/** What an assertion may name as its audience: this authorization server, or the endpoint that it is shown to. */
export type Audiences = readonly string[];

const assertionUsed = oauthError(
  'invalid_client',
  'assertion-used',
  '该断言已使用过：每次请求须签发新的断言（新的 jti）。',
  'The assertion was used before: sign a new one, with a new jti, for each request.',
);
const addressNotAllowed = oauthError(
  'invalid_client',
  'address-not-allowed',
  '该客户端不允许从您的网络地址调用。',
  'The client may not call from your network address.',
);

type Secret = Extract<ShownClient, { secret: string }>;
type Signed = Extract<ShownClient, { assertion: string }>;

const bySecret = async (
  database: Database,
  { clientId, secret }: Secret,
  presentation: Presentation,
): Promise<Result<ProvenClient, OauthError>> => {
  const place = parseClientId(clientId);
  const token = parseCredentialToken(secret);
  if (place === undefined || token?.prefix !== CREDENTIAL_PREFIX['client-secret'] || token.district !== place.district)
    return err(clientNotAuthenticated);
  return database.inDistrict(place.district, async ({ clients }) => {
    const found = await clients.credentialByDigest(credentialDigest(token));
    if (found?.credential.kind !== 'client-secret' || found.client.clientId !== place.uuid) return err(clientNotAuthenticated);
    const { client, credential } = found;
    const reason = credentialProblem(found, presentation);
    if (reason !== undefined) return err(oauthError('invalid_client', reason.code, reason.zh, reason.en));
    if (isUseDue(credential, presentation.at)) await clients.noteUse(credential.credentialId, presentation.at);
    const scopes = client.scopes.filter((scope) => credential.scopes.includes(scope));
    return ok({ district: place.district, client, credentialId: credential.credentialId, scopes });
  });
};

const bySignature = async (
  database: Database,
  { clientId, assertion }: Signed,
  audiences: Audiences,
  { at, address }: Presentation,
): Promise<Result<ProvenClient, OauthError>> => {
  const asserted = assertedClient(assertion);
  const place = asserted === undefined ? undefined : parseClientId(asserted);
  if (asserted === undefined || place === undefined || (clientId !== null && clientId !== asserted)) return err(clientNotAuthenticated);
  const { district, uuid } = place;
  const client = await database.inDistrict(district, ({ clients }) => clients.byId(uuid));
  if (client === undefined || client.jwks === null || client.disabledAt !== null) return err(clientNotAuthenticated);
  const held = await checkAssertion(assertion, client.jwks, { clientId: asserted, audiences, at });
  if (held === undefined) return err(clientNotAuthenticated);
  if (!mayCallFrom(client.networks, address)) return err(addressNotAllowed);
  // Used up in a transaction of its own: whatever the request comes to, the assertion is spent.
  const used = { clientId: uuid, idDigest: held.idDigest, expiresAt: held.uselessAt };
  const isFirst = await database.inDistrict(district, ({ clientTokens }) => clientTokens.useAssertion(used, at));
  return isFirst ? ok({ district, client, credentialId: null, scopes: client.scopes }) : err(assertionUsed);
};

/** Whom a request at the token or revocation endpoint is of, proved. */
export const authenticateClient = (
  database: Database,
  shown: ShownClient,
  audiences: Audiences,
  presentation: Presentation,
): Promise<Result<ProvenClient, OauthError>> =>
  shown.method === 'private_key_jwt' ? bySignature(database, shown, audiences, presentation) : bySecret(database, shown, presentation);
