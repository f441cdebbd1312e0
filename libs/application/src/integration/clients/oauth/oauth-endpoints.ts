/** Where the authorization server answers, below its issuer. */
export const OAUTH_PATH = {
  token: '/oauth/token',
  revocation: '/oauth/revoke',
  metadata: '/.well-known/oauth-authorization-server',
} as const;
