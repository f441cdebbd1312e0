import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuidV7 } from './id.ts';
import { EARLIEST_INSTANT, instantOf, parseInstant } from './instant.ts';

const anyInstant = fc.integer({ min: EARLIEST_INSTANT, max: Date.UTC(2199, 0, 1) }).map((ms) => instantOf(ms)!);
const anyBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe('uuidV7', () => {
  it('writes the example of RFC 9562, appendix A.6', () => {
    // 2022-02-22 14:22:22.00 GMT-05:00, rand_a CC3, rand_b 18C4DC0C0C07398F
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidV7(parseInstant('2022-02-22T14:22:22-05:00')!, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('has version, variant and time whatever the random bytes, and leaves them as they were', () => {
    fc.assert(
      fc.property(anyInstant, anyBytes, (now, random) => {
        const before = [...random];
        const id = uuidV7(now, random);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(now);
        expect([...random]).toEqual(before);
      }),
    );
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anyBytes, (one, other, random) => {
        expect(Math.sign(one - other)).toBe(
          uuidV7(one, random) < uuidV7(other, random) ? -1 : uuidV7(one, random) > uuidV7(other, random) ? 1 : 0,
        );
      }),
    );
  });

  it('throws with too few random bytes', () => {
    expect(() => uuidV7(instantOf(EARLIEST_INSTANT)!, new Uint8Array(9))).toThrow(RangeError);
  });
});
