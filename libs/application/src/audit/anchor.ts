import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { parseInstant, type Instant } from '@guicheng/kernel';
import { canonicalJson } from '@guicheng/policy-model';

/** What a chain's head was at an instant, signed: kept outside the database, it shows that nothing up to there was made anew or cut off (锚定记录). */
export interface Anchor {
  readonly district: string;
  /** Number of the head. */
  readonly sequence: number;
  /** Its hash, hex. */
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Of the signing key, see `keyIdOf`. */
  readonly keyId: string;
  /** Ed25519 over `guicheng-anchor-1;` and the canonical JSON of the other members, base64url. */
  readonly signature: string;
}

/** Signs anchors. */
export interface AnchorSigner {
  readonly keyId: string;
  sign(anchor: Omit<Anchor, 'keyId' | 'signature'>): Anchor;
}

/** A key's id: the first 16 hex digits of the SHA-256 of its public half (SPKI, DER). */
export const keyIdOf = (key: KeyObject): string =>
  createHash('sha256')
    .update((key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

const signedBytes = ({ district, sequence, hash, at, keyId }: Omit<Anchor, 'signature'>): Buffer =>
  Buffer.from(`guicheng-anchor-1;${canonicalJson({ at, district, hash, keyId, sequence })}`, 'utf8');

/** The signer of an Ed25519 private key (PEM, PKCS #8). Throws for anything else. */
export const anchorSigner = (pem: string): AnchorSigner => {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`an Ed25519 key is needed, not ${key.asymmetricKeyType}`);
  const keyId = keyIdOf(key);
  return {
    keyId,
    sign: (anchor) => {
      const named = { ...anchor, keyId };
      return { ...named, signature: sign(null, signedBytes(named), key).toString('base64url') };
    },
  };
};

/** Whether the anchor was signed with the private half of that key. */
export const isSignedBy = (anchor: Anchor, key: KeyObject): boolean =>
  key.asymmetricKeyType === 'ed25519' && verify(null, signedBytes(anchor), key, Buffer.from(anchor.signature, 'base64url'));

const isText = (value: unknown, form: RegExp): value is string => typeof value === 'string' && form.test(value);

/** A line of a file of anchors; undefined: it is none. */
export const parseAnchor = (line: string): Anchor | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { district, sequence, hash, at, keyId, signature } = value as Record<string, unknown>;
  return isText(district, /^[a-z][a-z0-9-]*$/) &&
    Number.isSafeInteger(sequence) &&
    (sequence as number) > 0 &&
    isText(hash, /^[0-9a-f]{64}$/) &&
    isText(at, /Z$/) &&
    parseInstant(at) !== undefined &&
    isText(keyId, /^[0-9a-f]{16}$/) &&
    isText(signature, /^[\w-]{86}$/)
    ? { district, sequence: sequence as number, hash, at, keyId, signature }
    : undefined;
};

/** The instant as anchors and exports write it. */
export const isoOf = (instant: Instant): string => new Date(instant).toISOString();
