import type { Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Claims } from './claims.ts';

/** A sign-in that begins or comes back. */
export interface Handshake {
  /** Our address that the browser comes back to. */
  readonly callback: string;
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
}

/** Why nobody was proved: a refusal, and a code of the library's for whoever looks after it. */
export interface NotProved {
  readonly problem: Problem;
  readonly detail: string;
}

/** Another system that proves who somebody is: whatever its protocol, it is gone to and come back from. */
export interface IdentityProvider {
  /** Where the browser goes. */
  location(handshake: Handshake): Promise<Result<string, NotProved>>;
  /** What it says of who came back; `arrived`: the whole address that the browser came back to. */
  prove(arrived: URL, handshake: Handshake): Promise<Result<Claims, NotProved>>;
}

/** The other system said no, or the person gave up. */
export const refusedByProvider: Problem = problem(
  'sign-in-refused-by-provider',
  '',
  '统一身份认证未予通过，或您取消了登录。',
  'The identity provider refused, or you gave up.',
);
/** It did not answer, or not as it should. */
export const providerUnavailable: Problem = problem(
  'identity-provider-unavailable',
  '',
  '统一身份认证暂时无法访问，请稍后再试或联系管理员。',
  'The identity provider cannot be reached: try again later, or ask your administrator.',
);
/** What came back proves nobody. */
export const identityNotProved: Problem = problem(
  'identity-not-proved',
  '',
  '统一身份认证返回的凭据未通过校验，请重新登录。',
  'What the identity provider sent does not hold: sign in again.',
);
