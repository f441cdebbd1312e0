import { err, type Instant, type Result } from '@guicheng/kernel';
import { districtClosed } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { unlessClosed } from '../../closed-district.ts';
import { parseCredentialToken, type CredentialToken } from './credential-token.ts';

/** How a credential was shown. */
export interface Presentation {
  readonly at: Instant;
  /** Network address of who showed it, as the connection has it; null: not known. */
  readonly address: string | null;
  /** True: it is only seen whether it still holds, and does not count as use. */
  readonly quiet?: boolean;
}

/** One kind of credential, by the prefix of its tokens. */
export interface Authenticator {
  /** `gc` and a letter, e.g. `gcs`; each belongs to one authenticator. */
  readonly prefix: string;
  /** Whom a well-formed token of this prefix stands for, looked up in its district; a refusal where it holds no more. */
  authenticate(token: CredentialToken, presentation: Presentation): Promise<Result<Caller, Problem>>;
}

/** Whom a credential stands for. */
export type Authenticate = (credential: string, presentation: Presentation) => Promise<Result<Caller, Problem>>;

/** One refusal for what is unknown, of another district, forged or misspelt: nobody learns which tokens there are. */
export const credentialNotValid: Problem = problem(
  'credential-not-valid',
  '',
  '凭证无效：请重新登录，或核对令牌是否抄写完整。',
  'The credential is not valid: sign in again, or check that the token is whole.',
);

/** Authenticates by the first authenticator of the token's prefix; what is no token of ours, or misspelt, is refused without a query. Throws when two share a prefix. */
export const authenticateWith = (authenticators: readonly Authenticator[]): Authenticate => {
  const byPrefix = new Map(authenticators.map((one) => [one.prefix, one]));
  if (byPrefix.size < authenticators.length) throw new Error('two authenticators share a prefix');
  return async (credential, presentation) => {
    const token = parseCredentialToken(credential);
    const authenticator = token === undefined ? undefined : byPrefix.get(token.prefix);
    return token === undefined || authenticator === undefined
      ? err(credentialNotValid)
      : unlessClosed(() => authenticator.authenticate(token, presentation), districtClosed);
  };
};
