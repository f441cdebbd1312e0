import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const bytesOf = (secret: string): Buffer => {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** What an authenticator app shows for a secret, `ahead` steps of 30 s from now: written from RFC 6238 alone. */
export const appCode = (secret: string, at: number, ahead = 0): string => {
  const step = Buffer.alloc(8);
  step.writeUInt32BE(Math.floor(at / 30_000) + ahead, 4);
  const mac = createHmac('sha1', bytesOf(secret)).update(step).digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};
