import { SCOPES } from '../../../tenancy/caller.ts';
import { ASSERTION_ALGORITHMS } from '../client-keys.ts';
import { OAUTH_PATH } from './oauth-endpoints.ts';

const METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;

/** What RFC 8414 says of this authorization server. `issuer`: its address, without a slash at the end. */
export const oauthMetadata = (issuer: string) => ({
  issuer,
  token_endpoint: issuer + OAUTH_PATH.token,
  revocation_endpoint: issuer + OAUTH_PATH.revocation,
  grant_types_supported: ['client_credentials'],
  response_types_supported: [],
  scopes_supported: SCOPES,
  token_endpoint_auth_methods_supported: METHODS,
  token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
  revocation_endpoint_auth_methods_supported: METHODS,
  revocation_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
  ui_locales_supported: ['zh-CN', 'en'],
});
