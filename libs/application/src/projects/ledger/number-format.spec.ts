import { describe, expect, it } from 'vitest';
import { factOfCell, hundredfold } from './ledger-cell.ts';
import { ownFormat, standardFormat } from './number-format.ts';

describe('a number format', () => {
  it.each([
    ['General', 'plain'],
    ['0.######', 'plain'],
    ['#,##0.00_);[Red](#,##0.00)', 'plain'],
    ['_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 'plain'],
    ['[$¥-804]#,##0.00"元"', 'plain'],
    ['0.00E+00', 'plain'],
    ['# ?/?', 'plain'],
    ['0"%"', 'plain'],
    ['0.0%', 'percent'],
    ['0%;[Red]-0%', 'percent'],
    ['0.0000"万元"', 'wan'],
    ['0.00万', 'wan'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[h]:mm', 'date'],
    ['[$-804]yyyy/m/d;@', 'date'],
    ['#,##0,', 'changed'],
    ['#,##0.00,,"百万"', 'changed'],
    ['0.0,', 'changed'],
    ['0!.0,"万"', 'changed'],
    ['0"."0,', 'changed'],
    ['0\\.0000"万"', 'changed'],
    ['[>=10000]0!.0,"万";0', 'changed'],
    ['[>=100000000]0.00,,"亿";[>=10000]0.00,"万";0', 'changed'],
    ['0.00"亿"', 'changed'],
    ['0"k"', 'changed'],
    ['0.0"‰"', 'changed'],
    ['0%;0', 'changed'],
    ['0%%', 'changed'],
    ['000-0000', 'changed'],
    ['"是";"否";"无"', 'changed'],
    [';;;', 'changed'],
    ['[$€-2]#,##0', 'changed'],
  ])('%s makes a number %s', (format, made) => {
    expect(ownFormat(format)).toBe(made);
  });

  it.each([
    [0, 'plain'],
    [9, 'percent'],
    [10, 'percent'],
    [14, 'date'],
    [31, 'date'],
    [44, 'plain'],
    [49, 'plain'],
    [68, 'changed'],
  ])('of the standard, number %i, makes it %s', (id, made) => {
    expect(standardFormat(id)).toBe(made);
  });
});

describe('a number in a cell', () => {
  const read = (type: 'percent' | 'decimal' | 'money' | 'integer', format: ReturnType<typeof ownFormat>, unit: 'yuan' | 'wan' | null) =>
    factOfCell({ kind: 'number', digits: '0.85', format }, { titleZh: '', type } as Parameters<typeof factOfCell>[1], unit, false);

  it('that shows 85% is 85 percent, and nothing where no percentage is asked for', () => {
    expect(read('percent', 'percent', null)).toEqual({ value: '85' });
    for (const type of ['decimal', 'money', 'integer'] as const) expect(read(type, 'percent', null)).toEqual({ refused: 'wrong-kind' });
  });

  it('that is seen as another is not read; one followed by 万元 is, in a column of 万元', () => {
    expect(read('money', 'changed', 'wan')).toEqual({ refused: 'wrong-kind' });
    expect(read('money', 'wan', 'yuan')).toEqual({ refused: 'wrong-kind' });
    expect(read('money', 'wan', 'wan')).toEqual({ value: '8500' });
  });

  it.each([
    ['0.85', '85'],
    ['0.857', '85.7'],
    ['1', '100'],
    ['0.001', '0.1'],
    ['-0.05', '-5'],
    ['0', '0'],
    ['12.345678', '1234.5678'],
  ])('%s times 100 is %s', (decimal, times) => {
    expect(hundredfold(decimal)).toBe(times);
  });
});
