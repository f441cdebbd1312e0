import { GraphQLError, parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DEEPEST_JSON, plainJson } from './json-scalar.ts';
import { SCALARS } from './scalars.ts';

const literal = (scalar: string, text: string): unknown => SCALARS[scalar]!.parseLiteral(parseValue(text), {});

describe('exact numbers', () => {
  it.each([
    ['999999.99', '999999.99'],
    ['90071992547409.91', '90071992547409.91'],
    ['0.1', '0.1'],
    ['1e6', 1_000_000],
    ['999999.99999999999999999e0', '999999.99999999999999999e0'],
    ['"12.34"', '12.34'],
    ['true', true],
  ])('the literal %s is handed on as %j', (text, value) => {
    expect(literal('Money', text)).toBe(value);
  });

  it.each(['[1]', '{ a: 1 }'])('the literal %s is no single value', (text) => {
    expect(() => literal('Money', text)).toThrow(GraphQLError);
  });

  it('variables are handed on as they are', () => {
    expect(SCALARS['Money']!.parseValue(1.234)).toBe(1.234);
    expect(() => SCALARS['Money']!.parseValue({})).toThrow(GraphQLError);
  });
});

it('a number is no date, even one that looks like it', () => {
  expect(literal('Date', '20240318')).toBe(20_240_318);
  expect(literal('Date', '"2024-03-18"')).toBe('2024-03-18');
});

describe('JSON', () => {
  it('takes literals with variables inside', () => {
    expect(SCALARS['JSON']!.parseLiteral(parseValue('{ a: [1, 2.5, null, $x] }'), { x: 'y' })).toEqual({ a: [1, 2.5, null, 'y'] });
  });

  it('keeps the digits of a number that memory would change', () => {
    expect(literal('JSON', '{ a: [999999.99999999999999999, 1.5, true, A, "b"] }')).toEqual({
      a: ['999999.99999999999999999', 1.5, true, 'A', 'b'],
    });
  });

  it('has no prototype, so that no key becomes one', () => {
    const copy = plainJson(JSON.parse('{"a":{"__proto__":{"b":1}}}')) as { a: Record<string, unknown> };
    expect(Object.getPrototypeOf(copy.a)).toBeNull();
    expect(Object.keys(copy.a)).toEqual(['__proto__']);
  });

  it('is refused beyond its depth before the stack is', () => {
    const nested = (levels: number): unknown => Array.from({ length: levels }).reduce((inner) => [inner], 0);
    expect(plainJson(nested(DEEPEST_JSON))).toEqual(nested(DEEPEST_JSON));
    expect(() => plainJson(nested(100_000))).toThrow(GraphQLError);
    expect(() => literal('JSON', '['.repeat(500) + ']'.repeat(500))).toThrow(GraphQLError);
    expect(literal('JSON', '{ __proto__: { b: 1 } }')).toEqual(JSON.parse('{"__proto__":{"b":1}}'));
  });
});
