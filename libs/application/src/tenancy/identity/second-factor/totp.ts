import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@guicheng/kernel';
import { base32 } from './base32.ts';

/** RFC 6238 §4: steps of 30 s since 1970. Six digits and SHA-1, since common authenticator apps ignore anything else that the URI asks for. */
const STEP = 30_000;
const DIGITS = 6;
/** RFC 6238 §5.2: one step of network delay; one in each direction for clocks that differ. */
const TOLERANCE = 1;
/** RFC 4226 §4 R6: 160 bits are recommended. */
export const TOTP_SECRET_BYTES = 20;

/** The step in which an instant lies. */
export const totpStep = (at: Instant): number => Math.floor(at / STEP);

/** The code of a step (RFC 4226 §5.3, dynamic truncation). */
export const totpCode = (secret: Uint8Array, step: number, digits = DIGITS): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const number = mac.readUInt32BE(mac[19]! & 0x0f) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
};

/**
 * The step whose code this is, within one step of `at` and later than `lastStep`, the last one that was used (RFC 6238 §5.2: a code is taken once);
 * undefined: none.
 */
export const matchingTotpStep = (secret: Uint8Array, code: string, at: Instant, lastStep: number | null): number | undefined => {
  const given = Buffer.from(code.padEnd(DIGITS).slice(0, DIGITS + 1));
  let found: number | undefined;
  for (let step = totpStep(at) - TOLERANCE; step <= totpStep(at) + TOLERANCE; step++) {
    const expected = Buffer.from(totpCode(secret, step));
    const isSame = given.length === expected.length && timingSafeEqual(given, expected);
    if (isSame && (lastStep === null || step > lastStep)) found ??= step;
  }
  return found;
};

/** What an authenticator app reads from a QR code: the key URI format that Google Authenticator documented and the others follow. */
export const otpauthUri = (issuer: string, account: string, secret: Uint8Array): string => {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP / 1000}`;
};
