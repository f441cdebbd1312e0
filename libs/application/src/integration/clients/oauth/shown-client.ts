import { err, ok, type Result } from '@guicheng/kernel';
import { oauthError, type OauthError } from './oauth-error.ts';
import type { OauthForm } from './oauth-form.ts';

/** How a client shows who it is (RFC 6749 §2.3.1, RFC 7523 §2.2). */
export type ShownClient =
  | { readonly method: 'client_secret_basic' | 'client_secret_post'; readonly clientId: string; readonly secret: string }
  /** `clientId`: the parameter beside the assertion; null: left out. */
  | { readonly method: 'private_key_jwt'; readonly clientId: string | null; readonly assertion: string };

/** `client_assertion_type` of RFC 7523 §2.2. */
export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const nothingShown = oauthError(
  'invalid_client',
  'client-authentication-missing',
  '请求未带客户端身份验证信息。',
  'The request carries no client authentication.',
);
const severalShown = oauthError(
  'invalid_request',
  'client-authentication-twice',
  '每次请求只能使用一种客户端身份验证方式。',
  'A request uses one way of client authentication only.',
);
const malformed = oauthError(
  'invalid_client',
  'client-authentication-malformed',
  '客户端身份验证信息格式有误。',
  'The client authentication is not well formed.',
);

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    if (cause instanceof URIError) return undefined;
    throw cause;
  }
};

/** Both halves are form-encoded before they are put together (RFC 6749 §2.3.1). */
const basicOf = (authorization: string): ShownClient | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization.trim())?.[1];
  const pair = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  const clientId = colon < 0 ? undefined : decoded(pair.slice(0, colon));
  const secret = colon < 0 ? undefined : decoded(pair.slice(colon + 1));
  return clientId === undefined || secret === undefined ? undefined : { method: 'client_secret_basic', clientId, secret };
};

/** Which client a request is of and what it shows for it; one way only. */
export const shownClient = (authorization: string | undefined, form: OauthForm): Result<ShownClient, OauthError> => {
  const [clientId, secret, assertion] = ['client_id', 'client_secret', 'client_assertion'].map((name) => form.get(name));
  if ([authorization, secret, assertion].filter((way) => way !== undefined).length > 1) return err(severalShown);
  if (authorization !== undefined) {
    const basic = basicOf(authorization);
    if (basic === undefined) return err(malformed);
    return clientId === undefined || clientId === basic.clientId ? ok(basic) : err(severalShown);
  }
  if (assertion !== undefined)
    return form.get('client_assertion_type') === JWT_BEARER
      ? ok({ method: 'private_key_jwt', clientId: clientId ?? null, assertion })
      : err(malformed);
  if (secret === undefined || clientId === undefined) return err(nothingShown);
  return ok({ method: 'client_secret_post', clientId, secret });
};
