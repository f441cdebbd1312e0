import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('orders keys by UTF-16 code units and writes numbers as RFC 8785 does', () => {
    expect(canonicalJson({ b: [1e21, 0.1, -0], a: '\u20ac', '\ud83d\ude00': 1, '\ufb33': 2 })).toBe(
      '{"a":"€","b":[1e+21,0.1,0],"😀":1,"\ufb33":2}',
    );
  });

  it('is the same text whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value));
      }),
    );
  });

  it('refuses what JSON cannot carry', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow();
    expect(() => canonicalJson(undefined)).toThrow();
  });
});

describe('the digest', () => {
  it('is SHA-256 of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(digestOf(text)).toBe(`sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`);
      }),
    );
  });
});
