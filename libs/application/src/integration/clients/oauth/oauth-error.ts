/** Codes of RFC 6749 §5.2 and RFC 7009 §2.2.1. */
export type OauthErrorCode = 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type' | 'invalid_scope';

/** Why the token or revocation endpoint refuses. */
export interface OauthError {
  readonly error: OauthErrorCode;
  /** Of ours, kebab-case: what exactly. */
  readonly code: string;
  readonly zh: string;
  /** ASCII: RFC 6749 §5.2 allows `error_description` nothing else. */
  readonly en: string;
}

/** A refusal of the token or revocation endpoint. */
export const oauthError = (error: OauthErrorCode, code: string, zh: string, en: string): OauthError => ({ error, code, zh, en });

/** One refusal for a client that is unknown, a secret that is wrong and a signature that does not verify: nobody learns which clients there are. */
export const clientNotAuthenticated = oauthError(
  'invalid_client',
  'client-not-authenticated',
  '客户端身份验证失败：client_id、密钥或签名有误。',
  'Client authentication failed: the client_id, the secret or the signature is wrong.',
);
