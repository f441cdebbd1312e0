import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalNumber, decimalText, parseDecimal } from './decimal.ts';
import type { Micro } from './decimal.ts';

describe('parseDecimal', () => {
  it.each<[number | string, number]>([
    [30, 30000000],
    [0.5, 500000],
    ['33.333333', 33333333],
    [0.000001, 1],
    [-2.5, -2500000],
    ['9007199254.740991', Number.MAX_SAFE_INTEGER],
  ])('%s is %i millionths', (input, expected) => {
    expect(parseDecimal(input)).toEqual({ ok: true, value: expected });
  });

  it.each<[number | string, string]>([
    [0.0000001, 'more-than-six-decimals'],
    ['0.0000000', 'more-than-six-decimals'],
    [1 / 3, 'more-than-six-decimals'],
    [1e10, 'too-large'],
    ['9007199254.740992', 'too-large'],
    [2 ** 33 + 0.5, 'too-large'],
    ['1e2', 'not-a-number'],
    ['30%', 'not-a-number'],
    [Number.NaN, 'not-a-number'],
  ])('refuses %s: %s', (input, error) => {
    expect(parseDecimal(input)).toEqual({ ok: false, error });
  });

  it('reads every decimal back from its text, and below 2^33 from its JSON number', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: -(2 ** 33) * 1e6, max: 2 ** 33 * 1e6 }), (any, small) => {
        expect(parseDecimal(decimalText(any as Micro))).toEqual({ ok: true, value: any + 0 });
        expect(parseDecimal(decimalNumber(small as Micro))).toEqual({ ok: true, value: small + 0 });
        expect(decimalNumber(any as Micro)).toBe(Number(decimalText(any as Micro)));
      }),
      { numRuns: 2000 },
    );
  });
});
