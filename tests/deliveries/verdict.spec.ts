import { describe, expect, it } from 'vitest';
import { FAILING, numbersOf } from './failing-receiver.ts';
import { proofOptions, UsageRefused } from './options.ts';
import { isProven, verdictOf } from './verdict.ts';

describe('the verdict on deliveries', () => {
  const committed = new Set(['east 1', 'east 2', 'west 3']);
  const load = { acknowledged: 3, failed: 0 };
  const all = [...committed].map((key) => [key, 1] as const);

  it('holds when each arrived, also twice', () => {
    const verdict = verdictOf(committed, new Map([...all, ['east 1', 2]]), load);
    expect(verdict).toEqual({ committed: 3, delivered: 3, missing: 0, twice: 1, stray: 0, unaccounted: 0, failedRequests: 0 });
    expect(isProven(verdict, 3)).toBe(true);
  });

  it.each([
    ['one did not arrive', all.slice(1), 3, { missing: 1 }],
    ['one arrived that was never committed', [...all, ['east 9', 1] as const], 3, { stray: 1 }],
    ['one arrived at another district', [...all.slice(0, 2), ['east 3', 1] as const], 3, { missing: 1, stray: 1 }],
    ['less was committed than was to be', all, 4, { missing: 0 }],
  ])('does not hold when %s', (_, taken, wanted, expected) => {
    const verdict = verdictOf(committed, new Map(taken), load);
    expect(verdict).toMatchObject(expected);
    expect(isProven(verdict, wanted)).toBe(false);
  });

  it.each([
    ['a request failed', { acknowledged: 3, failed: 1 }],
    ['something was answered as done and is not there', { acknowledged: 4, failed: 0 }],
    ['something is there that was not answered as done', { acknowledged: 2, failed: 0 }],
  ])('does not hold when %s', (_, otherLoad) => {
    expect(isProven(verdictOf(committed, new Map(all), otherLoad), 3)).toBe(false);
  });
});

describe('the seed of failures', () => {
  it('gives the same failures again, a fifth of all', () => {
    const failures = (seed: number): boolean[] => {
      const next = numbersOf(seed);
      return Array.from({ length: 10_000 }, () => next() < FAILING);
    };
    expect(failures(7)).toEqual(failures(7));
    expect(failures(7)).not.toEqual(failures(8));
    expect(failures(7).filter(Boolean).length / 10_000).toBeCloseTo(FAILING, 1);
  });
});

describe('the command line', () => {
  it('takes numbers, and 10,000 events where none are given', () => {
    expect(proofOptions(['--json', '--events', '30', '--seed', '5'], 0)).toEqual({ events: 30, seed: 5, asJson: true });
    expect(proofOptions([], 0.25)).toEqual({ events: 10_000, seed: 250_000_000, asJson: false });
  });

  it.each([[['--events', '0']], [['--events', 'ten']], [['--seed', '-1']], [['--what']]])('refuses %j', (args) => {
    expect(() => proofOptions(args, 0)).toThrow(UsageRefused);
  });
});
