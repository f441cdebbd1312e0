import canonicalize from 'canonicalize';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Canonical JSON text by RFC 8785: the one text of a value, whatever the order of its keys. Throws for what JSON cannot carry. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

/** `sha256:` and the hex SHA-256 of a canonical text's UTF-8 bytes. */
export const digestOf = (canonical: string): string => `sha256:${bytesToHex(sha256(utf8ToBytes(canonical)))}`;
