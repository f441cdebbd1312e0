import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { RandomBytes } from '../../audit/receipt-book.ts';

/** Bytes of the key of a deployment. */
export const SECRET_KEY_BYTES = 32;

/**
 * What needs the deployment's own key, which is not in the database: whoever steals a copy of the database can neither open what is sealed nor guess what is
 * marked.
 */
export interface SecretBox {
  /** Seals bytes for a purpose and an owner (`account <district> <id>`): they open under the same text only. */
  seal(bytes: Uint8Array, owner: string): string;
  /** Throws for what was not sealed under this key and owner: that is tampering or a lost key, a fault either way. */
  open(sealed: string, owner: string): Buffer;
  /** A keyed digest in hex, for comparing what is not to be stored. */
  mark(text: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

const derived = (key: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `guicheng ${purpose}`, 32));

/** AES-256-GCM and HMAC-SHA-256 under keys derived from one. Throws for a key of another length. */
export const secretBox = (key: Uint8Array, random: RandomBytes): SecretBox => {
  if (key.length !== SECRET_KEY_BYTES) throw new RangeError(`a secret key has ${SECRET_KEY_BYTES} bytes, not ${key.length}`);
  const sealing = derived(key, 'seal');
  const marking = derived(key, 'mark');
  return {
    seal: (bytes, owner) => {
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')}`;
    },
    open: (sealed, owner) => {
      const [version, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error('a sealed secret is not of our form');
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    },
    mark: (text) => createHmac('sha256', marking).update(text).digest('hex'),
  };
};
