import { err, type Instant, type Result } from '@guicheng/kernel';
import { districtClosed } from '@guicheng/persistence';
import { unlessClosed } from '../../../tenancy/closed-district.ts';
import type { ClientParts } from '../client-parts.ts';
import { authenticateClient, type ProvenClient } from './authenticate-client.ts';
import type { OAUTH_PATH } from './oauth-endpoints.ts';
import { oauthError, type OauthError } from './oauth-error.ts';
import { parseOauthForm, type OauthForm } from './oauth-form.ts';
import { shownClient } from './shown-client.ts';

const closed = oauthError('invalid_client', districtClosed.code, districtClosed.zh, districtClosed.en);

/** A request at the token or revocation endpoint. */
export interface OauthRequest {
  /** Address of this authorization server, without a slash at the end. */
  readonly issuer: string;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** The body, form-encoded. */
  readonly body: string;
  /** Of the connection; null: not known. */
  readonly address: string | null;
  readonly requestId: string;
}

/** Reads a request, proves its client, and goes on with both. */
export const withProvenClient = async <T>(
  { database, clock }: Pick<ClientParts, 'database' | 'clock'>,
  { issuer, authorization, body, address }: OauthRequest,
  path: (typeof OAUTH_PATH)['token' | 'revocation'],
  check: (form: OauthForm) => OauthError | undefined,
  goOn: (proven: ProvenClient, form: OauthForm, at: Instant) => Promise<Result<T, OauthError>>,
): Promise<Result<T, OauthError>> => {
  const form = parseOauthForm(body);
  if (!form.ok) return form;
  const shown = shownClient(authorization, form.value);
  if (!shown.ok) return shown;
  // What is wrong with the request itself is said before anything is looked up.
  const wrong = check(form.value);
  if (wrong !== undefined) return err(wrong);
  const at = clock.now();
  return unlessClosed(async () => {
    const proven = await authenticateClient(database, shown.value, [issuer, issuer + path], { at, address });
    return proven.ok ? goOn(proven.value, form.value, at) : proven;
  }, closed);
};
