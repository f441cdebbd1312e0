import { describe, expect, it } from 'vitest';
import type { FactDefinition } from '@guicheng/policy-model';
import { statedFacts, typedValue } from './stated-facts.ts';

const fact = (type: FactDefinition['type'], nullable = false): FactDefinition => ({ type, titleZh: '事实', meaning: 'a fact', nullable });

describe('a value typed on the command line', () => {
  it('is read by the type of its fact', () => {
    expect(typedValue('true', fact('boolean'))).toBe(true);
    expect(typedValue('否', fact('boolean'))).toBe(false);
    expect(typedValue('12', fact('integer'))).toBe(12);
    expect(typedValue('a,b，c、d', fact('list-of-code'))).toEqual(['a', 'b', 'c', 'd']);
    expect(typedValue('', fact('list-of-code'))).toEqual([]);
    expect(typedValue('2021,2022', fact('list-of-integer'))).toEqual([2021, 2022]);
    expect(typedValue('[{"a":1}]', fact('list-of-object'))).toEqual([{ a: 1 }]);
    expect(typedValue('2024-03-18', fact('date'))).toBe('2024-03-18');
  });

  it('keeps every digit of an amount', () => {
    expect(typedValue('999999.99', fact('money'))).toBe('999999.99');
    expect(typedValue('70368744177664.01', fact('money'))).toBe('70368744177664.01');
    expect(typedValue('[{"a":999999.99999999999999999}]', fact('list-of-object'))).toEqual([{ a: '999999.99999999999999999' }]);
  });

  it('is none only where that is said', () => {
    expect(typedValue('null', fact('date', true))).toBeNull();
    expect(typedValue('无', fact('date', true))).toBeNull();
    expect(typedValue('无', fact('text'))).toBe('无');
    expect(typedValue('', fact('text'))).toBe('');
  });

  it('stays text where it does not read, so that the refusal can name the fact', () => {
    expect(typedValue('maybe', fact('boolean'))).toBe('maybe');
    expect(typedValue('1.5', fact('integer'))).toBe('1.5');
    expect(typedValue('010', fact('integer'))).toBe('010');
    expect(typedValue('{', fact('object'))).toBe('{');
    expect(typedValue('true', undefined)).toBe('true');
  });
});

describe('facts on the command line', () => {
  it('refuse a word without =, and a fact that is stated twice, all at once', () => {
    const stated = statedFacts(['a', 'b=1', 'b=2', '=3'], () => undefined);
    expect(stated.ok ? [] : stated.error.map((one) => one.pointer)).toEqual(['a', 'b', '=3']);
  });

  it('may hold = in a value, and names from Object.prototype are ordinary names', () => {
    const stated = statedFacts(['a=x=y', '__proto__=1', 'constructor=2'], () => undefined);
    expect(stated.ok && Object.entries(stated.value)).toEqual([
      ['a', 'x=y'],
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });
});
