import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addExact, multiplyExact, subtractExact } from './exact.ts';

const exactly = (value: bigint): number | undefined =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : undefined;

describe('exact arithmetic', () => {
  it('gives the integer, or nothing when it leaves the safe integers', () => {
    const anyInteger = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -100, max: 100 }));
    fc.assert(
      fc.property(anyInteger, anyInteger, (a, b) => {
        expect(addExact(a, b)).toBe(exactly(BigInt(a) + BigInt(b)));
        expect(subtractExact(a, b)).toBe(exactly(BigInt(a) - BigInt(b)));
        expect(multiplyExact(a, b)).toBe(exactly(BigInt(a) * BigInt(b)));
      }),
      { numRuns: 3000 },
    );
  });

  it('stops right at the edge', () => {
    expect(addExact(Number.MAX_SAFE_INTEGER - 1, 1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(addExact(Number.MAX_SAFE_INTEGER, 1)).toBeUndefined();
    expect(subtractExact(Number.MIN_SAFE_INTEGER, 1)).toBeUndefined();
    expect(multiplyExact(2 ** 27, 2 ** 26)).toBeUndefined();
  });

  it('never gives -0', () => {
    expect(Object.is(multiplyExact(0, -5), 0)).toBe(true);
  });
});
