import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Micro } from './decimal.ts';
import { compareToPercent, percentHalfUp } from './ratio.ts';

const percent = (value: number): Micro => Math.round(value * 1_000_000) as Micro;
const sign = (value: bigint): number => (value > 0n ? 1 : value < 0n ? -1 : 0);

describe('compareToPercent', () => {
  it.each([
    [30, 100, 30, 0],
    [300001, 1000000, 30, 1],
    [299999, 1000000, 30, -1],
    [3, 30, 10, 0],
    [10, 1000, 1, 0],
    [12345675, 987654000, 1.25, 0],
    [0, 5, 0, 0],
    [5, 0, 100, 1],
    [-5, 0, 0, -1],
    [0, 0, 30, 0],
    [3, -10, 30, -1],
    [-3, -10, 30, 0],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 100, 0],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, 100, 1],
    [Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, 100, -1],
  ])('%s / %s against %s percent: %s', (part, whole, against, order) => {
    expect(compareToPercent(part, whole, percent(against))).toBe(order);
  });

  it('agrees with rationals of unlimited precision', () => {
    const anyPercent = fc.oneof(
      fc.integer({ min: 0, max: 200 }).map((n) => n * 1_000_000),
      fc.integer({ min: 0, max: 200_000 }).map((n) => n * 1_000),
      fc.integer({ min: 0, max: 20_000 }).map((n) => n * 10_000),
      fc.maxSafeInteger(),
    );
    const anyInteger = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 }));
    fc.assert(
      fc.property(anyInteger, anyInteger, anyPercent, (part, whole, against) => {
        fc.pre(whole !== 0);
        const difference = BigInt(part) * 100_000_000n - BigInt(whole) * BigInt(against);
        expect(compareToPercent(part, whole, against as Micro)).toBe(sign(difference) * Math.sign(whole) + 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('sees the smallest difference there can be, where the products leave the safe integers', () => {
    // 97 · 33 = 3201: part · 100 and whole · 33 differ by one, at about 3 · 10^16, where binary numbers are four apart.
    fc.assert(
      fc.property(fc.integer({ min: 9_000_000_000_000, max: 90_000_000_000_000 }), (hundreds) => {
        const whole = hundreds * 100 + 97;
        const part = hundreds * 33 + 32;
        expect(BigInt(part) * 100n - BigInt(whole) * 33n).toBe(-1n);
        expect(compareToPercent(part, whole, percent(33))).toBe(-1);
        expect(compareToPercent(part + 1, whole, percent(33))).toBe(1);
      }),
    );
  });

  it('is equal, and flips with one unit, exactly at the boundary', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_000_000_000_000 }), fc.integer({ min: 1, max: 100 }), (hundredth, against) => {
        const whole = hundredth * 100;
        const part = hundredth * against;
        expect(compareToPercent(part - 1, whole, percent(against))).toBe(-1);
        expect(compareToPercent(part, whole, percent(against))).toBe(0);
        expect(compareToPercent(part + 1, whole, percent(against))).toBe(1);
      }),
    );
  });
});

describe('percentHalfUp', () => {
  it.each<[number, number, number | undefined]>([
    [1, 3, 33.33],
    [2, 3, 66.67],
    [1, 8, 12.5],
    [10005, 1000000, 1],
    [10050, 1000000, 1.01],
    [10049, 1000000, 1],
    [1005, 100000, 1.01],
    [-1005, 100000, -1.01],
    [1005, -100000, -1.01],
    [-1, 1000000, 0],
    [3, 1, 300],
    [0, 7, 0],
    [0, -7, 0],
    [1, 0, undefined],
    [0, 0, undefined],
  ])('%s / %s is %s percent', (part, whole, expected) => {
    expect(percentHalfUp(part, whole)).toBe(expected);
  });

  it('is never more than half a hundredth from the ratio, and the upper one when it is exactly half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (part, whole) => {
        const hundredths = BigInt(percentHalfUp(part, whole)!.toFixed(2).replace('.', ''));
        const doubled = BigInt(part) * 20_000n - 2n * hundredths * BigInt(whole); // 2·whole·(ratio − rounded), in hundredths
        expect(doubled >= -BigInt(whole) && doubled < BigInt(whole)).toBe(true);
      }),
    );
  });
});
