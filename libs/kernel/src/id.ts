import type { Instant } from './instant.ts';

/**
 * A UUID version 7 (RFC 9562): sorts by its 48-bit millisecond, then by the random bits.
 * @param random at least 10 bytes from a cryptographic source.
 * @throws RangeError with fewer bytes.
 */
export const uuidV7 = (now: Instant, random: Uint8Array): string => {
  if (random.length < 10) throw new RangeError(`uuidV7 needs 10 random bytes, got ${random.length}`);
  const time = now.toString(16).padStart(12, '0');
  const bytes = random.slice(0, 10);
  bytes[0] = 0x70 | (bytes[0]! & 0x0f); // version
  bytes[2] = 0x80 | (bytes[2]! & 0x3f); // variant
  const rest = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
};
