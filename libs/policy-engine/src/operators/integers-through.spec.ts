import { describe, expect, it } from 'vitest';
import { CALENDAR } from '../../fixtures/small-policy.ts';
import { RuleFault } from '../rule-fault.ts';
import { operator } from './integers-through.ts';

const apply = operator.apply(CALENDAR);

describe('integersThrough', () => {
  it('includes both ends', () => {
    expect(apply(2024, 2025)).toEqual([2024, 2025]);
    expect(apply(2025, 2025)).toEqual([2025]);
  });
  it('is empty when the second is smaller', () => {
    expect(apply(2026, 2025)).toEqual([]);
  });
  it('lists a thousand, and refuses more', () => {
    expect(apply(1, 1_000)).toHaveLength(1_000);
    expect(() => apply(0, 1_000)).toThrow(RuleFault);
  });
});
