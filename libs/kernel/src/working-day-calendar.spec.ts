import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, day } from '../fixtures/civil-dates.ts';
import { addDays, formatCivilDate } from './civil-date.ts';
import { officialCalendar, officialYears } from '../fixtures/official-calendars.ts';
import { WorkingDayCalendar } from './working-day-calendar.ts';

const nth = (start: string, n: number): string | undefined => {
  const date = officialCalendar.nthWorkingDayAfter(day(start), n);
  return date === undefined ? undefined : formatCivilDate(date);
};
const sameOrNext = (start: string): string => formatCivilDate(officialCalendar.sameOrNextWorkingDay(day(start))!);
const yearOf = (year: number) => officialYears.find((one) => one.year === year)!;

describe('nthWorkingDayAfter', () => {
  it.each([
    ['2024-09-27', 5, '2024-10-10', '国庆节，9月29日（星期日）上班'],
    ['2025-01-20', 10, '2025-02-08', '止于调休上班的星期六'],
    ['2023-09-28', 10, '2023-10-18', '中秋节、国庆节'],
    ['2024-05-17', 1, '2024-05-20', '周末'],
    ['2024-05-18', 1, '2024-05-20', '自休息日起算'],
    ['2015-09-02', 1, '2015-09-06', '抗战胜利70周年'],
    ['2019-04-30', 1, '2019-05-05', '2019年调整后的劳动节'],
    ['2020-01-23', 1, '2020-02-03', '2020年延长的春节假期'],
    ['2018-12-29', 1, '2019-01-02', '跨年的元旦放假'],
    ['2026-12-30', 1, '2026-12-31', '已知年份的最后一日'],
  ])('%s 后第 %i 个工作日为 %s（%s）', (start, n, end) => {
    expect(nth(start, n)).toBe(end);
  });

  it('is not known where it runs into a year without a calendar', () => {
    expect(nth('2026-12-30', 2)).toBeUndefined();
    expect(nth('2026-12-31', 1)).toBeUndefined();
    expect(nth('2030-01-01', 1)).toBeUndefined();
    expect(nth('2012-12-30', 1)).toBeUndefined();
    expect(nth('2024-01-01', Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });

  it('needs only the days after the start day, which itself never counts', () => {
    expect(nth('2012-12-31', 1)).toBe('2013-01-04');
  });

  it.each([0, -1, 1.5, Number.NaN])('throws for the %d-th', (n) => {
    expect(() => officialCalendar.nthWorkingDayAfter(day('2024-01-02'), n)).toThrow(RangeError);
  });
});

describe('sameOrNextWorkingDay', () => {
  it('stays on a working day and leaves a rest day', () => {
    expect(sameOrNext('2024-09-30')).toBe('2024-09-30');
    expect(sameOrNext('2024-10-01')).toBe('2024-10-08');
    expect(sameOrNext('2024-10-12')).toBe('2024-10-12');
    expect(sameOrNext('2024-10-13')).toBe('2024-10-14');
  });

  it('is not known beyond the last calendar', () => {
    expect(officialCalendar.sameOrNextWorkingDay(day('2027-01-04'))).toBeUndefined();
  });
});

describe('a calendar with a gap', () => {
  const gap = WorkingDayCalendar.of([yearOf(2026), yearOf(2023), yearOf(2024)]);

  it('knows its years and nothing between them', () => {
    expect(gap.years).toEqual([2023, 2024, 2026]);
    expect(gap.isWorkingDay(day('2024-12-31'))).toBe(true);
    expect(gap.isWorkingDay(day('2025-01-02'))).toBeUndefined();
    expect(gap.isWorkingDay(day('2026-01-05'))).toBe(true);
  });

  it('never counts across the gap', () => {
    expect(gap.nthWorkingDayAfter(day('2024-12-31'), 1)).toBeUndefined();
    expect(gap.nthWorkingDayAfter(day('2023-12-29'), 1)).toBe(day('2024-01-02'));
    expect(gap.nthWorkingDayAfter(day('2025-12-31'), 1)).toBe(day('2026-01-04'));
  });

  it('with no year at all knows nothing', () => {
    expect(WorkingDayCalendar.of([]).isWorkingDay(day('2024-01-02'))).toBeUndefined();
  });
});

describe('WorkingDayCalendar.of', () => {
  it('refuses a year twice', () => {
    expect(() => WorkingDayCalendar.of([yearOf(2024), yearOf(2024)])).toThrow('two calendars of 2024');
  });

  it('refuses a year with problems, naming the places', () => {
    const wrong = { ...yearOf(2024), makeUpWorkingDays: ['2024-02-05'] };
    expect(() => WorkingDayCalendar.of([wrong])).toThrow('/makeUpWorkingDays/0');
  });
});

describe('any start and count', () => {
  const start = anyDay('2013-01-01', '2024-12-31');
  const count = fc.integer({ min: 1, max: 400 });

  it('lands on a working day with exactly that many working days on the way', () => {
    fc.assert(
      fc.property(start, count, (from, n) => {
        const end = officialCalendar.nthWorkingDayAfter(from, n)!;
        let counted = 0;
        for (let date = addDays(from, 1); date <= end; date = addDays(date, 1)) if (officialCalendar.isWorkingDay(date)) counted += 1;
        expect(counted).toBe(n);
        expect(officialCalendar.isWorkingDay(end)).toBe(true);
      }),
    );
  });

  it('grows strictly with the count and never falls with the start', () => {
    fc.assert(
      fc.property(start, count, (from, n) => {
        const end = officialCalendar.nthWorkingDayAfter(from, n)!;
        expect(officialCalendar.nthWorkingDayAfter(from, n + 1)! > end).toBe(true);
        expect(officialCalendar.nthWorkingDayAfter(addDays(from, 1), n)! >= end).toBe(true);
        expect(officialCalendar.nthWorkingDayAfter(end, 1)).toBe(officialCalendar.nthWorkingDayAfter(from, n + 1));
      }),
    );
  });

  it('rolls to the same day or to the first working day after it', () => {
    fc.assert(
      fc.property(start, (from) => {
        const expected = officialCalendar.isWorkingDay(from) ? from : officialCalendar.nthWorkingDayAfter(from, 1);
        expect(officialCalendar.sameOrNextWorkingDay(from)).toBe(expected);
      }),
    );
  });
});
