import { expect, it } from 'vitest';
import { base32 } from './base32.ts';

// The vectors of RFC 4648 §10.
it.each([
  ['', ''],
  ['f', 'MY======'],
  ['fo', 'MZXQ===='],
  ['foo', 'MZXW6==='],
  ['foob', 'MZXW6YQ='],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI======'],
])('"%s" in base 32 is %s, without its padding', (text, expected) => {
  expect(base32(Buffer.from(text))).toBe(expected.replaceAll('=', ''));
});
