import { createHash } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { ASSERTION_ALGORITHMS } from '../client-keys.ts';

/** The longest that an assertion may still last, ms: it is made for one request. */
const LONGEST_LIFE = 5 * 60_000;
/** How far two clocks may be apart, ms. */
const TOLERANCE = 30_000;
const LONGEST_ID = 255;
/** Longer than any assertion: what is longer is not even decoded. */
const LONGEST_TEXT = 10_000;

/** An assertion that was verified; its id counts once. */
export interface VerifiedAssertion {
  /** SHA-256 of the `jti`, hex. */
  readonly idDigest: string;
  /** From then on the same assertion is refused by its time, and its id can be forgotten. */
  readonly uselessAt: Instant;
}

/** The client that an assertion says it is of, not verified; undefined: it says none. */
export const assertedClient = (assertion: string): string | undefined => {
  if (assertion.length > LONGEST_TEXT) return undefined;
  try {
    const { iss, sub } = decodeJwt(assertion);
    return iss !== undefined && iss === sub ? iss : undefined;
  } catch (cause) {
    if (cause instanceof errors.JOSEError || cause instanceof TypeError) return undefined;
    throw cause;
  }
};

const verified = async (
  assertion: string,
  jwks: string,
  expected: { readonly clientId: string; readonly audiences: readonly string[]; readonly at: Instant },
): Promise<JWTPayload | undefined> => {
  try {
    const { payload } = await jwtVerify(assertion, createLocalJWKSet(JSON.parse(jwks) as JSONWebKeySet), {
      algorithms: [...ASSERTION_ALGORITHMS],
      issuer: expected.clientId,
      subject: expected.clientId,
      audience: [...expected.audiences],
      currentDate: new Date(expected.at),
      clockTolerance: TOLERANCE / 1_000,
      requiredClaims: ['exp', 'jti', 'aud'],
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JOSEError || cause instanceof TypeError) return undefined;
    throw cause;
  }
};

/**
 * Checks a signed assertion (RFC 7523 §3): by a registered key and an allowed algorithm, of this client, made for us alone (one audience: one that also holds
 * elsewhere could be replayed from there), for five minutes at most. Undefined: it does not hold.
 */
export const checkAssertion = async (
  assertion: string,
  jwks: string,
  expected: { readonly clientId: string; readonly audiences: readonly string[]; readonly at: Instant },
): Promise<VerifiedAssertion | undefined> => {
  const payload = await verified(assertion, jwks, expected);
  if (payload === undefined) return undefined;
  const { exp = 0, iat, jti, aud } = payload;
  const isForUsAlone = typeof aud === 'string' || (Array.isArray(aud) && aud.length === 1);
  const lasts = exp * 1_000 - expected.at;
  const isFromFuture = iat !== undefined && iat * 1_000 > expected.at + TOLERANCE;
  if (!isForUsAlone || lasts > LONGEST_LIFE + TOLERANCE || isFromFuture) return undefined;
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_ID) return undefined;
  const uselessAt = (Math.floor(exp * 1_000) + TOLERANCE + 1_000) as Instant;
  return { idDigest: createHash('sha256').update(jti).digest('hex'), uselessAt };
};
