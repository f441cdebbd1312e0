import { err, ok, type Result } from '@guicheng/kernel';
import { importJWK, type JWK } from 'jose';
import * as client from 'openid-client';
import type { Outbound } from '../../../integration/outbound/outbound.ts';
import { claimsOf, type Claims } from './claims.ts';
import {
  identityNotProved,
  providerUnavailable,
  refusedByProvider,
  type Handshake,
  type IdentityProvider,
  type NotProved,
} from './identity-provider.ts';
import { providerFetch, ProviderUnreachable } from './provider-fetch.ts';
import type { OidcSettings } from './sign-in-settings.ts';

/** Of a clock of the other system, seconds. */
const TOLERANCE = 30;

const codeOf = (cause: Error): string => ('code' in cause && typeof cause.code === 'string' ? cause.code : cause.name);

/** What an error of the library means; a fault of ours is thrown on. */
const notProved = (cause: unknown): NotProved => {
  if (cause instanceof ProviderUnreachable) return { problem: providerUnavailable, detail: cause.code };
  if (cause instanceof client.AuthorizationResponseError) return { problem: refusedByProvider, detail: cause.error };
  if (cause instanceof client.ResponseBodyError) return { problem: identityNotProved, detail: cause.error };
  if (cause instanceof client.ClientError || cause instanceof client.WWWAuthenticateChallengeError)
    return cause.cause instanceof ProviderUnreachable ? notProved(cause.cause) : { problem: identityNotProved, detail: codeOf(cause) };
  throw cause;
};

const authenticationOf = async ({ authentication }: OidcSettings, secret: string): Promise<client.ClientAuth> => {
  if (authentication === 'client_secret_basic') return client.ClientSecretBasic(secret);
  if (authentication === 'client_secret_post') return client.ClientSecretPost(secret);
  const jwk = JSON.parse(secret) as JWK;
  const key = await importJWK(jwk, jwk.alg ?? 'RS256');
  if (key instanceof Uint8Array) throw new Error('a client key is a pair, not a shared secret');
  return client.PrivateKeyJwt({ key, ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) });
};

const discover = async (settings: OidcSettings, secret: string, outbound: Outbound): Promise<client.Configuration> => {
  const issuer = new URL(settings.issuer);
  const configuration = await client.discovery(
    issuer,
    settings.clientId,
    { [client.clockTolerance]: TOLERANCE },
    await authenticationOf(settings, secret),
    {
      [client.customFetch]: providerFetch(outbound, new Set([issuer.origin, ...settings.origins])),
      // Plain http reaches only what the outbound client lets it.
      execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    },
  );
  // Without, an ID token that comes from the token endpoint is believed for the sake of the connection and its signature not looked at.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
};

const claimsOfTokens = async (
  configuration: client.Configuration,
  { userInfo }: OidcSettings,
  tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
): Promise<Claims> => {
  const claims = tokens.claims();
  if (claims === undefined) throw new client.ClientError('no ID token');
  // What the signed token says stands over what the userinfo endpoint says.
  const more = userInfo ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : {};
  return claimsOf({ ...more, ...claims });
};

/** An OpenID provider: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 9700), by the library openid-client. */
export const oidcProvider = (settings: OidcSettings, secret: string, outbound: Outbound): IdentityProvider => {
  let discovered: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> =>
    (discovered ??= discover(settings, secret, outbound).catch((cause: unknown) => {
      // What failed is tried again by whoever comes next.
      discovered = undefined;
      throw cause;
    }));
  const attempt = async <T>(work: () => Promise<T>): Promise<Result<T, NotProved>> => {
    try {
      return ok(await work());
    } catch (cause) {
      return err(notProved(cause));
    }
  };
  return {
    location: ({ callback, state, nonce, verifier }) =>
      attempt(async () => {
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: callback,
          scope: settings.scopes.join(' '),
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
        });
        return url.href;
      }),
    prove: (arrived, { state, nonce, verifier }: Handshake) =>
      attempt(async () => {
        const known = await configuration();
        const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
        return claimsOfTokens(known, settings, await client.authorizationCodeGrant(known, arrived, checks));
      }),
  };
};
