import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, day } from '../fixtures/civil-dates.ts';
import { addDays, dayOfMonth, formatCivilDate } from './civil-date.ts';
import { civilMonthOf, dayIn, formatCivilMonth, lastDayOfMonth, monthOfYear, parseCivilMonth, yearOfMonth } from './civil-month.ts';

const month = (text: string) => parseCivilMonth(text)!;

describe('civil month', () => {
  it('is read and written as YYYY-MM', () => {
    expect(formatCivilMonth(month('2024-09'))).toBe('2024-09');
    expect([yearOfMonth(month('2024-12')), monthOfYear(month('2024-12'))]).toEqual([2024, 12]);
  });

  it.each(['2024-13', '2024-00', '2024-9', '1899-12', '2200-01', '2024-09-01', '2024-09\n', ''])('refuses %j', (text) => {
    expect(parseCivilMonth(text)).toBeUndefined();
  });

  it('has the days it has', () => {
    expect(formatCivilDate(dayIn(month('2024-09'), 30)!)).toBe('2024-09-30');
    expect(dayIn(month('2024-09'), 31)).toBeUndefined();
    expect(dayIn(month('2023-02'), 29)).toBeUndefined();
    expect(dayIn(month('2023-02'), 0)).toBeUndefined();
    expect(dayIn(month('2023-02'), 1.5)).toBeUndefined();
    expect(formatCivilDate(lastDayOfMonth(month('2024-02')))).toBe('2024-02-29');
  });

  it('holds its dates: the last day is followed by the first of the next month', () => {
    fc.assert(
      fc.property(anyDay('1900-01-01', '2199-12-31'), (date) => {
        const of = civilMonthOf(date);
        expect(dayIn(of, dayOfMonth(date))).toBe(date);
        const next = addDays(lastDayOfMonth(of), 1);
        expect([civilMonthOf(next) - of, dayOfMonth(next)]).toEqual([1, 1]);
      }),
    );
  });

  it('sorts and subtracts as months', () => {
    expect(civilMonthOf(day('2025-01-31')) - civilMonthOf(day('2024-11-01'))).toBe(2);
  });
});
