import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFactValue } from './value-parse.ts';
import { printValue } from './value-print.ts';
import type { FactDefinition, ValueType } from './vocabulary.ts';

const definition = (type: ValueType, more: Partial<FactDefinition> = {}): FactDefinition => ({
  type,
  titleZh: '事实',
  meaning: 'fact',
  ...more,
});
const KIND = definition('code', { enum: { new: '新建', constructor: '奇怪的代码' } });

const codeOf = (fact: FactDefinition, raw: unknown): string => {
  const parsed = parseFactValue(fact, raw, '/facts/x');
  return 'problem' in parsed ? `${parsed.problem.code} ${parsed.problem.pointer}` : 'accepted';
};

describe('a fact is refused at its place when it is', () => {
  it.each<[string, FactDefinition, unknown, string]>([
    ['an amount with a third decimal', definition('money'), 0.001, 'money-not-exact /facts/x'],
    ['an amount text with a third decimal', definition('money'), '1.000', 'money-not-exact /facts/x'],
    ['a negative amount', definition('money'), -0.01, 'negative-amount /facts/x'],
    ['an amount in words', definition('money'), '一百万', 'wrong-type /facts/x'],
    ['an amount with a thousands separator', definition('money'), '1,000', 'wrong-type /facts/x'],
    ['an amount beyond exact fen', definition('money'), '90071992547409.92', 'number-too-large /facts/x'],
    ['not a number at all', definition('money'), Number.NaN, 'wrong-type /facts/x'],
    ['an un-padded date', definition('date'), '2024-3-18', 'date-not-valid /facts/x'],
    ['an impossible date', definition('date'), '2023-02-29', 'date-not-valid /facts/x'],
    ['a date with a time', definition('date'), '2024-03-18T00:00:00Z', 'date-not-valid /facts/x'],
    ['a number for a date', definition('date'), 20240318, 'wrong-type /facts/x'],
    ['an instant without an offset', definition('instant'), '2024-03-18T00:00:00', 'instant-not-valid /facts/x'],
    ['a month that is not', definition('month'), '2024-13', 'month-not-valid /facts/x'],
    ['a code that does not exist', KIND, 'old', 'unknown-code /facts/x'],
    ['a code of Object.prototype', KIND, 'toString', 'unknown-code /facts/x'],
    ['a text for yes or no', definition('boolean'), 'true', 'wrong-type /facts/x'],
    ['a number for yes or no', definition('boolean'), 1, 'wrong-type /facts/x'],
    ['half an integer', definition('integer'), 1.5, 'not-an-integer /facts/x'],
    ['a negative count', definition('integer'), -1, 'negative-number /facts/x'],
    ['null where none is not possible', definition('date'), null, 'not-nullable /facts/x'],
    ['half a Unicode character', definition('text'), 'a\ud800', 'text-not-unicode /facts/x'],
    ['a text beyond measure', definition('text'), 'x'.repeat(10_001), 'text-too-long /facts/x'],
    ['a list with one bad member', definition('list-of-code', { enum: { a: '甲' } }), ['a', 'b'], 'unknown-code /facts/x/1'],
    ['no list', definition('list-of-money'), { 0: 1 }, 'wrong-type /facts/x'],
    ['a list beyond measure', definition('list-of-integer'), new Array(1_001).fill(1), 'list-too-long /facts/x'],
    [
      'an object with a field it does not have',
      definition('object', { fields: { a: { type: 'integer' } } }),
      { b: 1 },
      'undeclared-field /facts/x/b',
    ],
    [
      'an object with a forged prototype',
      definition('object', { fields: { a: { type: 'integer' } } }),
      JSON.parse('{"__proto__": {"a": 1}}'),
      'undeclared-field /facts/x/__proto__',
    ],
  ])('%s', (_title, fact, raw, expected) => {
    expect(codeOf(fact, raw)).toBe(expected);
  });
});

describe('a fact is accepted', () => {
  it('as null where it can be none', () => {
    expect(codeOf(definition('date', { nullable: true }), null)).toBe('accepted');
  });

  it('as a percentage that is no float in a computer', () => {
    expect(parseFactValue(definition('percent'), 49.99, '')).toEqual({ value: 49_990_000 });
  });

  it('and written again as it was stated', () => {
    const fen = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(fen, (amount) => {
        const yuan = Number((amount / 100).toFixed(2));
        const parsed = parseFactValue(definition('money'), yuan, '');
        expect('value' in parsed && printValue('money', parsed.value)).toBe(yuan);
      }),
    );
    for (const [type, stated] of [
      ['date', '2024-02-29'],
      ['month', '2024-02'],
      ['instant', '2024-02-29T08:00:00+08:00'],
      ['list-of-money', [0.1, 0.2]],
      ['text', '智慧养老平台（一期）'],
    ] as const) {
      const parsed = parseFactValue(definition(type), stated, '');
      expect('value' in parsed && printValue(type, parsed.value)).toEqual(stated);
    }
  });
});
