import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import { base62 } from './base62.ts';

/**
 * A credential in clear: `<prefix>_<district>_<secret><checksum>`. The prefix tells what it is (and lets scanners of leaked secrets find it), the
 * district where it is looked up, the checksum a misspelt one without asking the database.
 */
export interface CredentialToken {
  readonly prefix: string;
  readonly district: string;
  /** The whole text, which is what is digested. */
  readonly text: string;
}

/** Bytes of a secret: 256 bits, twice what OWASP ASVS 5.0 7.2.3 asks of a session token. */
const SECRET_BYTES = 32;
/** 62^43 > 2^256; 62^6 > 2^32. */
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const FORM = /^(gc[a-z])_([a-z0-9]+(?:-[a-z0-9]+)*)_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
/** Longer than any token of ours: what is longer is not even looked at. */
const LONGEST = 200;

/** CRC-32 (the one of zip files): finds misspellings, and is no protection against anybody. */
const checksum = (text: string): string => base62(BigInt(crc32(text)), CHECKSUM_LENGTH);

/** A new token with a secret of 256 random bits. */
export const newCredentialToken = (prefix: string, district: string, random: RandomBytes): CredentialToken => {
  const secret = base62(BigInt(`0x${Buffer.from(random(SECRET_BYTES)).toString('hex')}`), SECRET_LENGTH);
  const body = `${prefix}_${district}_${secret}`;
  return { prefix, district, text: `${body}${checksum(body)}` };
};

/** Reads a token; undefined: it is none, or misspelt. */
export const parseCredentialToken = (text: string): CredentialToken | undefined => {
  const match = text.length > LONGEST ? null : FORM.exec(text);
  if (match === null) return undefined;
  const [, prefix, district, , sum] = match;
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === sum ? { prefix: prefix!, district: district!, text } : undefined;
};

/**
 * What is stored of a token, and looked up: SHA-256 in hex. No salt and no stretching: 256 random bits cannot be guessed, and a lookup by the digest of an
 * unguessable text tells nothing by its time.
 */
export const credentialDigest = ({ text }: Pick<CredentialToken, 'text'>): string => createHash('sha256').update(text).digest('hex');
