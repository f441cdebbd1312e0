import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, day } from '../fixtures/civil-dates.ts';
import {
  addDays,
  civilDateOf,
  dayOfMonth,
  dayOfWeek,
  daysInMonth,
  formatCivilDate,
  monthOf,
  parseCivilDate,
  yearOf,
} from './civil-date.ts';

const anyReadable = anyDay('1900-01-01', '2199-12-31');

describe('parseCivilDate', () => {
  it('counts days from 1970-01-01', () => {
    expect(parseCivilDate('1970-01-01')).toBe(0);
    expect(parseCivilDate('1969-12-31')).toBe(-1);
    expect(parseCivilDate('2024-03-18')).toBe(Date.UTC(2024, 2, 18) / 86_400_000);
  });

  it.each(['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('reads %s', (text) => {
    expect(parseCivilDate(text)).toBeDefined();
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2100-02-29',
    '2024-02-30',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-01-32',
    '1899-12-31',
    '2200-01-01',
    '2024-1-1',
    '24-01-01',
    '2024/01/01',
    '20240101',
    '2024-01-01T00:00',
    ' 2024-01-01',
    '2024-01-01\n',
    '+2024-01-01',
    '-2024-01-01',
    '２０２４-01-01',
    '',
  ])('refuses %j', (text) => {
    expect(parseCivilDate(text)).toBeUndefined();
  });

  it('gives back what formatCivilDate writes', () => {
    fc.assert(fc.property(anyReadable, (date) => parseCivilDate(formatCivilDate(date)) === date));
  });

  it('reads any text without throwing, and only texts that are written the one way', () => {
    const nearly = fc.stringMatching(/^[0-9-]{8,11}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), (text) => {
        const date = parseCivilDate(text);
        return date === undefined || formatCivilDate(date) === text;
      }),
    );
  });
});

describe('civilDateOf', () => {
  it('agrees with the proleptic Gregorian calendar of the platform on every day of 1900 to 2199', () => {
    let expected = Date.UTC(1900, 0, 1);
    for (let date = day('1900-01-01'); date <= day('2199-12-31'); date = addDays(date, 1), expected += 86_400_000) {
      const there = new Date(expected);
      if (
        yearOf(date) !== there.getUTCFullYear() ||
        monthOf(date) !== there.getUTCMonth() + 1 ||
        dayOfMonth(date) !== there.getUTCDate() ||
        dayOfWeek(date) !== (there.getUTCDay() || 7) ||
        civilDateOf(yearOf(date), monthOf(date), dayOfMonth(date)) !== date
      ) {
        expect.fail(`differs on ${there.toISOString()}`);
      }
    }
  });

  it('has no date for parts that are impossible or not whole', () => {
    expect(civilDateOf(2024, 2, 30)).toBeUndefined();
    expect(civilDateOf(2024, 0, 1)).toBeUndefined();
    expect(civilDateOf(2024, 1.5, 1)).toBeUndefined();
    expect(civilDateOf(2024, 1, Number.NaN)).toBeUndefined();
    expect(civilDateOf(1899, 12, 31)).toBeUndefined();
  });
});

describe('daysInMonth', () => {
  it('knows the leap years', () => {
    expect([2023, 2024, 1900, 2000, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 28]);
    expect([1, 4, 12].map((month) => daysInMonth(2023, month))).toEqual([31, 30, 31]);
  });
});

describe('addDays', () => {
  it('crosses months and years', () => {
    expect(formatCivilDate(addDays(day('2024-02-28'), 2))).toBe('2024-03-01');
    expect(formatCivilDate(addDays(day('2024-01-01'), -1))).toBe('2023-12-31');
  });

  it('leaves the readable years without losing the day', () => {
    expect(formatCivilDate(addDays(day('2199-12-31'), 1))).toBe('2200-01-01');
    expect(formatCivilDate(addDays(day('1900-01-01'), -1))).toBe('1899-12-31');
  });

  it('throws where four digits end, and for a part of a day', () => {
    expect(() => addDays(day('2024-01-01'), 3_000_000)).toThrow(RangeError);
    expect(() => addDays(day('2024-01-01'), -800_000)).toThrow(RangeError);
    expect(() => addDays(day('2024-01-01'), 0.5)).toThrow(RangeError);
  });
});
