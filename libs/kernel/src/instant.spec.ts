import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCivilDate } from './civil-date.ts';
import { fixedClock } from './clock.ts';
import { civilDateAt, EARLIEST_INSTANT, formatInstant, instantOf, parseInstant } from './instant.ts';
import type { Instant } from './instant.ts';

const dateAt = (text: string): string => formatCivilDate(civilDateAt(parseInstant(text)!));

describe('parseInstant', () => {
  it.each([
    ['2018-06-20T16:30:00Z', '2018-06-21'],
    ['2018-06-20T15:59:59.999Z', '2018-06-20'],
    ['2018-06-20T15:59:59.9999999Z', '2018-06-20'],
    ['2018-06-20T16:00:00Z', '2018-06-21'],
    ['2024-09-30T23:59:59+08:00', '2024-09-30'],
    ['2024-10-01T00:00+08:00', '2024-10-01'],
    ['2024-09-30T12:00-04:00', '2024-10-01'],
    ['2024-01-01T01:00+14:00', '2023-12-31'],
    ['2023-12-31T11:59-12:00', '2024-01-01'],
  ])('%s lies on %s in Shanghai', (text, date) => {
    expect(dateAt(text)).toBe(date);
  });

  it.each([
    '2018-06-20T16:30:00',
    '2018-06-20',
    '2018-06-20T16Z',
    '2018-06-20 16:30:00Z',
    '2018-06-20T16:30:00z',
    '2018-06-20t16:30:00Z',
    '2018-02-29T00:00Z',
    '2018-06-31T00:00Z',
    '2018-06-20T24:00Z',
    '2018-06-20T23:60Z',
    '2018-06-20T23:59:60Z',
    '2018-06-20T16:30:00.Z',
    '2018-06-20T16:30:00,5Z',
    '2018-06-20T16:30:00+0800',
    '2018-06-20T16:30:00+08',
    '2018-06-20T16:30:00+14:01',
    '2018-06-20T16:30:00-12:01',
    '2018-06-20T16:30:00+24:00',
    '2018-06-20T16:30:00+08:60',
    '2018-06-20T16:30:00-00:00',
    '2018-06-20T16:30:00Z ',
    '2018-06-20T16:30:00Z\n',
    '1991-12-31T23:59:59.999+08:00',
    '1988-06-20T16:30:00Z',
    '2200-01-01T00:00+08:00',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('begins where Shanghai has had one offset ever since', () => {
    expect(parseInstant('1992-01-01T00:00+08:00')).toBe(EARLIEST_INSTANT);
    expect(parseInstant('2199-12-31T23:59:59.999+08:00')).toBeDefined();
  });

  it('gives back what formatInstant writes, at any offset', () => {
    const anyInstant = fc.integer({ min: EARLIEST_INSTANT, max: Date.UTC(2199, 11, 31) }).map((ms) => instantOf(ms)!);
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: -12 * 60, max: 14 * 60 }), (instant, offset) => {
        expect(parseInstant(formatInstant(instant))).toBe(instant);
        const local = new Date(instant + offset * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(offset);
        const suffix =
          offset === 0
            ? 'Z'
            : `${offset < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
        expect(parseInstant(local + suffix)).toBe(instant);
      }),
    );
  });

  it('agrees with the time zone database on the civil date, 1992 to 2040', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });
    fc.assert(
      fc.property(fc.integer({ min: EARLIEST_INSTANT, max: Date.UTC(2040, 0, 1) }), (ms) => {
        expect(formatCivilDate(civilDateAt(instantOf(ms)!))).toBe(shanghai.format(ms));
      }),
    );
  });
});

describe('formatInstant', () => {
  it('writes Shanghai time and milliseconds only where there are some', () => {
    expect(formatInstant(parseInstant('2018-06-20T16:30:00Z')!)).toBe('2018-06-21T00:30:00+08:00');
    expect(formatInstant(parseInstant('2018-06-20T16:30:05.07Z')!)).toBe('2018-06-21T00:30:05.070+08:00');
  });
});

describe('an instant that was forced into the type', () => {
  it('throws instead of giving a date by the wrong offset', () => {
    const summerOf1988 = Date.UTC(1988, 6, 1, 15, 30) as Instant; // 00:30 on 2 July by the summer time of that year
    expect(instantOf(summerOf1988)).toBeUndefined();
    expect(() => civilDateAt(summerOf1988)).toThrow(RangeError);
    expect(() => formatInstant(Number.NaN as Instant)).toThrow(RangeError);
  });
});

describe('fixedClock', () => {
  it('stands still', () => {
    const instant = parseInstant('2024-03-18T09:00+08:00')!;
    const clock = fixedClock(instant);
    expect([clock.now(), clock.now()]).toEqual([instant, instant]);
  });
});
