import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYuan, wanText, yuanNumber, yuanText } from './money.ts';
import type { Fen } from './money.ts';

const fen = (input: number | string): number => {
  const parsed = parseYuan(input);
  if (!parsed.ok) throw new Error(`${input}: ${parsed.error}`);
  return parsed.value;
};
const MAX = Number.MAX_SAFE_INTEGER;
/** 2^46 yuan, from where binary numbers lie more than a fen apart. */
const AMBIGUOUS = 2 ** 46 * 100;

describe('parseYuan', () => {
  it.each<[number | string, number]>([
    [1000000, 100000000],
    [999999.99, 99999999],
    [1000000.01, 100000001],
    [0.1, 10],
    [0.29, 29],
    [1.15, 115],
    [4.35, 435],
    [1e7, 1000000000],
    [-0.5, -50],
    ['999999.99', 99999999],
    ['0', 0],
    ['0.00', 0],
    ['1.5', 150],
    ['1.50', 150],
    ['-12.34', -1234],
    ['90071992547409.91', MAX],
    ['-90071992547409.91', -MAX],
    [90071992547409, 9007199254740900],
  ])('%s yuan are %i fen', (input, expected) => {
    expect(fen(input)).toBe(expected);
  });

  it.each([0, -0, '-0', '-0.00'])('%s is 0, never -0', (input) => {
    expect(Object.is(fen(input), 0)).toBe(true);
  });

  it.each<[number | string, string]>([
    [1.005, 'more-than-two-decimals'],
    [0.1 + 0.2, 'more-than-two-decimals'],
    [1e-7, 'more-than-two-decimals'],
    [5e-324, 'more-than-two-decimals'],
    ['1.500', 'more-than-two-decimals'],
    ['0.001', 'more-than-two-decimals'],
    [1e21, 'too-large'],
    [-1e300, 'too-large'],
    [MAX, 'too-large'],
    [90071992547410, 'too-large'],
    ['90071992547409.92', 'too-large'],
    ['90071992547410', 'too-large'],
    ['9'.repeat(10_000), 'too-large'],
    [2 ** 46 + 0.5, 'too-large'],
    [Number.NaN, 'not-a-number'],
    [Number.POSITIVE_INFINITY, 'not-a-number'],
  ])('refuses %s: %s', (input, error) => {
    expect(parseYuan(input)).toEqual({ ok: false, error });
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1\n',
    '+1',
    '1e3',
    '1E3',
    '1,000',
    '１',
    '.5',
    '5.',
    '1.2.3',
    '--1',
    '01',
    '00',
    '-',
    '0x10',
    'NaN',
    'Infinity',
    '1_000',
    '壹',
  ])('does not read %j', (text) => {
    expect(parseYuan(text)).toEqual({ ok: false, error: 'not-a-number' });
  });

  it('reads every amount back from its text', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (amount) => fen(yuanText(amount as Fen)) === amount + 0));
  });

  it('reads every amount below 2^46 yuan back from its JSON number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -AMBIGUOUS, max: AMBIGUOUS }), (amount) => {
        expect(fen(JSON.parse(JSON.stringify(yuanNumber(amount as Fen))))).toBe(amount + 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads a JSON number as its text, or refuses it', () => {
    fc.assert(
      fc.property(fc.double(), (number) => {
        const parsed = parseYuan(number);
        const fromText = parseYuan(String(number));
        if (parsed.ok) expect(fromText.ok ? fromText.value : fromText.error).toBe(parsed.value);
      }),
    );
  });

  it('reads any text without throwing, and only plain decimals', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+.eE0-9 ,]{1,12}$/)), (text) => {
        const parsed = parseYuan(text);
        return !parsed.ok || (/^-?\d+(\.\d{1,2})?$/.test(text) && Number(text) === Number(yuanText(parsed.value)));
      }),
    );
  });
});

describe('texts of money', () => {
  it.each<[number, string, string]>([
    [99999999, '999999.99', '99.999999'],
    [100000000, '1000000', '100'],
    [100000001, '1000000.01', '100.000001'],
    [98000000, '980000', '98'],
    [150000050, '1500000.5', '150.00005'],
    [520000000, '5200000', '520'],
    [0, '0', '0'],
    [1, '0.01', '0.000001'],
    [-5, '-0.05', '-0.000005'],
    [MAX, '90071992547409.91', '9007199254.740991'],
  ])('%i fen are %s yuan or %s 万元', (amount, yuan, wan) => {
    expect(yuanText(amount as Fen)).toBe(yuan);
    expect(wanText(amount as Fen)).toBe(wan);
  });

  it('and their JSON number say the same', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        expect(yuanNumber(amount as Fen)).toBe(Number(yuanText(amount as Fen)));
      }),
      { numRuns: 5000 },
    );
  });

  it('are exact in 万元', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        const [whole = '', fraction = ''] = wanText(amount as Fen).split('.');
        expect(BigInt(whole + fraction.padEnd(6, '0'))).toBe(BigInt(amount));
      }),
    );
  });
});
