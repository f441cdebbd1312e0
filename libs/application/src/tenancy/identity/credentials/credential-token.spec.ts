import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { credentialDigest, newCredentialToken, parseCredentialToken } from './credential-token.ts';

const zeros = (count: number): Uint8Array => new Uint8Array(count);
const ones = (count: number): Uint8Array => new Uint8Array(count).fill(255);

describe('a credential token', () => {
  it('says in clear what it is and of which district, and is read again', () => {
    for (const random of [zeros, ones, randomBytes]) {
      const token = newCredentialToken('gcs', 'east-2', random);
      expect(token.text).toMatch(/^gcs_east-2_[0-9A-Za-z]{49}$/);
      expect(parseCredentialToken(token.text)).toEqual(token);
    }
  });

  it('holds 256 random bits: all of them change it', () => {
    const texts = Array.from({ length: 256 }, (_, bit) =>
      newCredentialToken('gcs', 'east', (count) => {
        const bytes = new Uint8Array(count);
        bytes[bit >> 3] = 1 << (bit & 7);
        return bytes;
      }),
    ).map(({ text }) => text);
    expect(new Set(texts).size).toBe(256);
  });

  it('misspelt in any one character, or with two neighbours swapped, is told without a look-up', () => {
    const { text } = newCredentialToken('gcs', 'east', randomBytes);
    const misspelt = new Set<string>();
    for (let index = 0; index < text.length; index++) {
      for (const character of ['a', 'Z', '0', '_']) misspelt.add(`${text.slice(0, index)}${character}${text.slice(index + 1)}`);
      if (index > 0) misspelt.add(`${text.slice(0, index - 1)}${text[index]}${text[index - 1]}${text.slice(index + 1)}`);
    }
    misspelt.delete(text);
    expect([...misspelt].filter((one) => parseCredentialToken(one) !== undefined)).toEqual([]);
  });

  it.each([
    '',
    'gcs',
    'gcs__x',
    `gcs_east_${'0'.repeat(49)}`,
    ` ${newCredentialToken('gcs', 'east', ones).text}`,
    'x'.repeat(100_000),
    'gcs_../x_',
  ])('"%.20s" is none', (text) => {
    expect(parseCredentialToken(text)).toBeUndefined();
  });

  it('moved to another district is misspelt', () => {
    expect(parseCredentialToken(newCredentialToken('gcs', 'east', randomBytes).text.replace('_east_', '_west_'))).toBeUndefined();
  });

  it('is stored as its SHA-256', () => {
    const token = newCredentialToken('gcs', 'east', ones);
    expect(credentialDigest(token)).toBe(createHash('sha256').update(token.text).digest('hex'));
  });
});
