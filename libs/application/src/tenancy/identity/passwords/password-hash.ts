import { scrypt, timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../../audit/receipt-book.ts';
import type { BoundedWork } from './bounded-work.ts';

/** What one hash costs: memory is 128 · r · 2^log2N bytes. */
export interface PasswordCost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

/** The first of the equal settings in OWASP's Password Storage Cheat Sheet: 128 MiB a hash, some 0.3 s. */
export const PASSWORD_COST: PasswordCost = { log2N: 17, r: 8, p: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORM = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const derive = (password: string, salt: Uint8Array, { log2N, r, p }: PasswordCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** log2N;
    // Two ways of typing one character are one password (NIST SP 800-63B-4 §3.1.1.2).
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

const write = (salt: Uint8Array, hash: Uint8Array, { log2N, r, p }: PasswordCost): string =>
  `$scrypt$ln=${log2N},r=${r},p=${p}$${base64(salt)}$${base64(hash)}`;

const read = (stored: string): { readonly cost: PasswordCost; readonly salt: Buffer; readonly hash: Buffer } => {
  const match = FORM.exec(stored);
  if (match === null) throw new Error('a stored password hash is not of our form');
  const [, log2N, r, p, salt, hash] = match;
  return {
    cost: { log2N: Number(log2N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt!, 'base64'),
    hash: Buffer.from(hash!, 'base64'),
  };
};

/** What a comparison came to; `isOutdated`: the hash was made at another cost than today's and should be made anew. */
export interface PasswordCheck {
  readonly isRight: boolean;
  readonly isOutdated: boolean;
}

/** Hashes passwords, a few at a time. Undefined: too many wait already; the caller should ask to come back. */
export interface PasswordHasher {
  hash(password: string): Promise<string> | undefined;
  /** `stored` null: there is no such account; the same work is done and the answer is no. */
  check(password: string, stored: string | null): Promise<PasswordCheck> | undefined;
}

/** Hashes at this cost, within these bounds. */
export const passwordHasher = (cost: PasswordCost, random: RandomBytes, bounded: BoundedWork): PasswordHasher => {
  const nobody = write(random(SALT_BYTES), random(HASH_BYTES), cost);
  return {
    hash: (password) =>
      bounded(async () => {
        const salt = random(SALT_BYTES);
        return write(salt, await derive(password, salt, cost), cost);
      }),
    check: (password, stored) =>
      bounded(async () => {
        const known = read(stored ?? nobody);
        const isSame = timingSafeEqual(await derive(password, known.salt, known.cost), known.hash);
        const isOutdated = known.cost.log2N !== cost.log2N || known.cost.r !== cost.r || known.cost.p !== cost.p;
        return { isRight: isSame && stored !== null, isOutdated };
      }),
  };
};
