import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, day } from '../fixtures/civil-dates.ts';
import { addDays, dayOfMonth, formatCivilDate } from './civil-date.ts';
import { civilMonthOf, lastDayOfMonth } from './civil-month.ts';
import { officialCalendar } from '../fixtures/official-calendars.ts';
import { endOfMonths, endOfYears } from './period.ts';
import { WorkingDayCalendar } from './working-day-calendar.ts';

const text = (date: ReturnType<typeof endOfMonths>): string | undefined => (date === undefined ? undefined : formatCivilDate(date));
const noCalendar = WorkingDayCalendar.of([]);

describe('民法典 201、202：到期月的对应日，没有对应日的为月末日', () => {
  it.each([
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-11-30', 3, '2025-02-28'],
    ['2024-03-31', 1, '2024-04-30'],
    ['2024-02-28', 1, '2024-03-28'],
    ['2024-12-15', 1, '2025-01-15'],
    ['2024-05-20', 0, '2024-05-20'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -1, '2023-12-15'],
  ])('%s 起 %i 个月，止于 %s', (start, months, end) => {
    expect(text(endOfMonths(day(start), months, 'fixed', noCalendar))).toBe(end);
  });

  it('2024-02-29 起 1 年，止于 2025-02-28', () => {
    expect(text(endOfYears(day('2024-02-29'), 1, 'fixed', noCalendar))).toBe('2025-02-28');
  });
});

describe('民法典 203：最后一日是休息日的，顺延至次一工作日', () => {
  it.each([
    ['2024-07-01', 3, '2024-10-08', '国庆节'],
    ['2024-09-01', 1, '2024-10-08', '国庆节首日'],
    ['2024-11-29', 2, '2025-02-05', '春节'],
    ['2024-12-26', 1, '2025-01-26', '调休上班的星期日不顺延'],
    ['2024-09-12', 1, '2024-10-12', '调休上班的星期六不顺延'],
    ['2025-08-31', 6, '2026-02-28', '月末日为调休上班的星期六'],
    ['2023-11-30', 1, '2024-01-02', '跨年：12月30日为星期六，元旦放假'],
    ['2024-05-18', 1, '2024-06-18', '工作日'],
    ['2020-01-01', 1, '2020-02-03', '2020年延长的春节假期'],
  ])('%s 起 %i 个月，止于 %s（%s）', (start, months, end) => {
    expect(text(endOfMonths(day(start), months, 'roll', officialCalendar))).toBe(end);
  });

  it('按年计算的期间同样顺延', () => {
    expect(text(endOfYears(day('2023-10-01'), 1, 'roll', officialCalendar))).toBe('2024-10-08');
  });

  it('最短期限不顺延', () => {
    expect(text(endOfMonths(day('2024-07-01'), 3, 'fixed', officialCalendar))).toBe('2024-10-01');
  });

  it('needs the calendar of the year in which it ends, and only that', () => {
    expect(endOfMonths(day('2026-12-31'), 1, 'roll', officialCalendar)).toBeUndefined();
    expect(text(endOfMonths(day('2026-12-31'), 1, 'fixed', officialCalendar))).toBe('2027-01-31');
    expect(text(endOfMonths(day('2012-12-31'), 1, 'roll', officialCalendar))).toBe('2013-01-31');
    expect(endOfMonths(day('2012-11-30'), 1, 'roll', officialCalendar)).toBeUndefined();
  });
});

describe('a period that means nothing', () => {
  it('throws', () => {
    expect(() => endOfMonths(day('2024-01-01'), 1.5, 'fixed', noCalendar)).toThrow(RangeError);
    expect(() => endOfMonths(day('2024-01-01'), Number.MAX_SAFE_INTEGER, 'fixed', noCalendar)).toThrow(RangeError);
    expect(() => endOfMonths(day('2024-01-01'), 12 * 7976, 'fixed', noCalendar)).toThrow(RangeError);
    expect(() => endOfMonths(day('2024-01-01'), -12 * 2024, 'fixed', noCalendar)).toThrow(RangeError);
    expect(() => endOfMonths(day('2024-01-01'), -1, 'roll', officialCalendar)).toThrow(RangeError);
  });
});

describe('any period', () => {
  const start = anyDay('2013-01-01', '2020-12-31');
  const months = fc.integer({ min: 0, max: 60 });

  it('ends in the month that many months on, on the corresponding day or the last', () => {
    fc.assert(
      fc.property(start, months, (from, n) => {
        const end = endOfMonths(from, n, 'fixed', noCalendar)!;
        expect(civilMonthOf(end) - civilMonthOf(from)).toBe(n);
        expect(dayOfMonth(end)).toBe(Math.min(dayOfMonth(from), dayOfMonth(lastDayOfMonth(civilMonthOf(end)))));
      }),
    );
  });

  it('ends rolled on the first working day that is not before the fixed end, and no later than a longer period', () => {
    fc.assert(
      fc.property(start, months, (from, n) => {
        const fixed = endOfMonths(from, n, 'fixed', officialCalendar)!;
        const rolled = endOfMonths(from, n, 'roll', officialCalendar)!;
        expect(officialCalendar.isWorkingDay(rolled)).toBe(true);
        for (let date = fixed; date < rolled; date = addDays(date, 1)) expect(officialCalendar.isWorkingDay(date)).toBe(false);
        expect(endOfMonths(from, n + 1, 'roll', officialCalendar)! >= rolled).toBe(true);
      }),
    );
  });
});
