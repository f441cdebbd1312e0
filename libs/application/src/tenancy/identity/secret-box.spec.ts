import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretBox } from './secret-box.ts';

const box = secretBox(randomBytes(32), randomBytes);
const OWNER = 'totp east 1';

describe('a secret box', () => {
  it('opens what it sealed, and never seals alike', () => {
    const secret = randomBytes(20);
    const sealed = box.seal(secret, OWNER);
    expect(box.open(sealed, OWNER)).toEqual(secret);
    expect(box.seal(secret, OWNER)).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64url').includes(secret)).toBe(false);
  });

  it('opens nothing of another owner, another key, or changed in one bit', () => {
    const sealed = box.seal(randomBytes(20), OWNER);
    expect(() => box.open(sealed, 'totp west 1')).toThrow();
    expect(() => secretBox(randomBytes(32), randomBytes).open(sealed, OWNER)).toThrow();
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => box.open(`v1.${changed.toString('base64url')}`, OWNER)).toThrow();
    }
    for (const text of ['', 'v1.', 'v2.AAAA', sealed.slice(3)]) expect(() => box.open(text, OWNER)).toThrow();
  });

  it('marks alike under one key only, and takes keys of 256 bits only', () => {
    expect(box.mark('a')).toBe(box.mark('a'));
    expect(box.mark('a')).not.toBe(secretBox(randomBytes(32), randomBytes).mark('a'));
    expect(() => secretBox(randomBytes(16), randomBytes)).toThrow(RangeError);
  });
});
