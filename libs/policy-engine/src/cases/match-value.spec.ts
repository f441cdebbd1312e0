import { describe, expect, it } from 'vitest';
import type { JsonValue } from '@guicheng/policy-model';
import { sameDecimal } from './exact-equality.ts';
import { matchValue } from './match-value.ts';

const matches = (expected: JsonValue, got: JsonValue | undefined) => matchValue(expected, got, '').length === 0;

describe('numbers are compared as exact decimals', () => {
  it.each([
    [100, '100.00'],
    ['0.10', 0.1],
    ['-0', 0],
    [1e21, '1000000000000000000000'],
    [1e-7, '0.0000001'],
    ['007', 7],
    [0, '0.000'],
  ])('%s equals %s', (a, b) => expect(sameDecimal(a, b)).toBe(true));

  it.each([
    [99.99, 99.990000001],
    [0.1 + 0.2, 0.3],
    [999999.99, 1000000],
    ['1e3', 1000],
    ['', 0],
    ['１', 1],
    [-1, 1],
  ])('%s differs from %s', (a, b) => expect(sameDecimal(a, b)).toBe(false));
});

describe('an outcome matches as a deep subset', () => {
  it('passes when further fields are there, and fails when an expected one is not', () => {
    expect(matches({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 })).toBe(true);
    expect(matches({ a: { b: 1, c: 2 } }, { a: { b: 1 } })).toBe(false);
  });

  it('compares lists as sets, exactly', () => {
    expect(matches(['x', 'y'], ['y', 'x'])).toBe(true);
    expect(matches(['x', 'x'], ['x'])).toBe(true);
    expect(matches(['x'], ['x', 'y'])).toBe(false);
    expect(matches(['x', 'y'], ['x'])).toBe(false);
    expect(matches([], [])).toBe(true);
    expect(matches([], undefined)).toBe(false);
    expect(matches([{ a: 1 }], [{ a: 1, b: 2 }])).toBe(true);
  });

  it('tells null, absent, false and zero apart', () => {
    expect(matches({ a: null }, { a: null })).toBe(true);
    expect(matches({ a: null }, {})).toBe(false);
    expect(matches({ a: false }, { a: 0 })).toBe(false);
    expect(matches({ a: 0 }, { a: null })).toBe(false);
    expect(matches({ a: 'true' }, { a: true })).toBe(false);
  });

  it('reads own properties only', () => {
    expect(matches({ constructor: null } as unknown as JsonValue, {})).toBe(false);
    expect(matches(JSON.parse('{"__proto__":{"a":1}}') as JsonValue, { a: 1 })).toBe(false);
  });

  it('names the place of each difference by JSON Pointer', () => {
    expect(matchValue({ 'a/b': { '~': 1 }, c: 2 }, { 'a/b': { '~': 2 }, c: 3 }, '/outcome')).toEqual([
      { pointer: '/outcome/a~1b/~0', expected: 1, got: 2 },
      { pointer: '/outcome/c', expected: 2, got: 3 },
    ]);
  });
});
