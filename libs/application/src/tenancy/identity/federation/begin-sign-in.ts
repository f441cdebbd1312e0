import { createHash } from 'node:crypto';
import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import type { FederationProtocol } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { FederationParts, ProviderCache } from './federation-parts.ts';
import { returnPath } from './return-path.ts';

/** Somebody who wants to sign in by another system. */
export interface FederatedRequest {
  readonly district: string;
  readonly protocol: FederationProtocol;
  /** Our address that the browser comes back to. */
  readonly callback: string;
  /** Where to go on after; anything but a path of ours counts as `/`. */
  readonly returnTo: string | undefined;
}

/** Where the browser goes, and what it is given to be known by when it comes back. */
export interface BegunSignIn {
  readonly location: string;
  readonly browser: string;
}

/** How long a person may take at the other system, ms; our choice. */
const PATIENCE = 10 * 60_000;
/** 256 bits each. */
const RANDOM_BYTES = 32;

/** The district signs nobody in this way, or there is no such district. */
export const signInNotConfigured: Problem = problem(
  'sign-in-not-configured',
  '',
  '该区县未启用此登录方式。',
  'The district does not sign people in this way.',
);

/** What of a secret that went to a browser is kept. */
export const digestOfSecret = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Begins a sign-in: keeps state, nonce and PKCE verifier, and says where the browser goes. */
export const beginFederatedSignInWith =
  ({ database, clock, random }: FederationParts, providers: ProviderCache) =>
  async ({ district, protocol, callback, returnTo }: FederatedRequest): Promise<Result<BegunSignIn, Problem>> => {
    const at = clock.now();
    const record = await database.inDistrict(district, ({ federation }) => federation.provider(protocol));
    if (record === undefined || record.disabledAt !== null) return err(signInNotConfigured);
    const { provider, revision } = providers(district, record, at);
    const secret = (): string => Buffer.from(random(RANDOM_BYTES)).toString('base64url');
    const [state, nonce, verifier, browser] = [secret(), secret(), secret(), secret()];
    const location = await provider.location({ callback, state, nonce, verifier });
    if (!location.ok) return err(location.error.problem);
    await database.inDistrict(district, ({ federation }) =>
      federation.begin({
        stateDigest: digestOfSecret(state),
        protocol,
        revision,
        browserDigest: digestOfSecret(browser),
        nonce,
        verifier,
        returnTo: returnPath(returnTo),
        expiresAt: (at + PATIENCE) as Instant,
      }),
    );
    return ok({ location: location.value, browser });
  };
