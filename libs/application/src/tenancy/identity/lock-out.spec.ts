import type { Instant } from '@guicheng/kernel';
import { describe, expect, it } from 'vitest';
import { beginAttempt, type FailureCount } from './lock-out.ts';

const NOW = 1_795_651_500_000;
const MINUTE = 60_000;
const at = (minutes: number): Instant => (NOW + minutes * MINUTE) as Instant;

/** Attempts at these minutes, all failing; whether each was let through. */
const attempts = (minutes: readonly number[], allowed = 5): boolean[] => {
  let count: FailureCount | null = null;
  return minutes.map((minute) => {
    const attempt = beginAttempt(count, at(minute), allowed);
    if (attempt.kind === 'counted') count = attempt.count;
    return attempt.kind === 'counted';
  });
};

describe('the pause after failed sign-ins', () => {
  it('comes after the fifth failure, also when all come at once', () => {
    expect(attempts([0, 0, 0, 0, 0, 0, 0])).toEqual([true, true, true, true, true, false, false]);
  });

  it('lasts one minute, then two, four, eight, and never more than fifteen', () => {
    const pauses: number[] = [];
    let count = beginAttempt(null, at(0), 1);
    for (let index = 0; index < 50; index++) {
      if (count.kind !== 'counted') throw new Error('let through too early');
      const until = count.count.pausedUntil!;
      pauses.push((until - count.count.lastAt) / MINUTE);
      expect(beginAttempt(count.count, (until - 1) as Instant, 1)).toEqual({ kind: 'paused', until });
      count = beginAttempt(count.count, until, 1);
    }
    expect(pauses.slice(0, 6)).toEqual([1, 2, 4, 8, 15, 15]);
    expect(Math.max(...pauses)).toBe(15);
  });

  it('attempts while it lasts make it no longer', () => {
    expect(attempts([0, 0, 0, 0, 0, 0.1, 0.5, 0.9, 1])).toEqual([true, true, true, true, true, false, false, false, true]);
  });

  it('is forgotten a day after the last failure', () => {
    const day = 24 * 60;
    expect(attempts([0, 0, 0, 0, day - 1, day - 0.5])).toEqual([true, true, true, true, true, false]);
    expect(attempts([0, 0, 0, 0, day, day, day, day, day, day])).toEqual([true, true, true, true, true, true, true, true, true, false]);
  });
});
