import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { checkCalendarYear } from './calendar-year.ts';
import type { CalendarYear } from './calendar-year.ts';
import { day } from '../fixtures/civil-dates.ts';
import { addDays, formatCivilDate, parseCivilDate } from './civil-date.ts';
import { officialCalendar, officialYears } from '../fixtures/official-calendars.ts';
import { WorkingDayCalendar } from './working-day-calendar.ts';

/** Days on which a calendar and the chinese-days package (an independent transcription of the notices) say different things. */
const differences = (calendar: WorkingDayCalendar): string[] => {
  const found: string[] = [];
  for (let date = day('2013-01-01'); date <= day('2026-12-31'); date = addDays(date, 1)) {
    const text = formatCivilDate(date);
    if (calendar.isWorkingDay(date) !== chineseDays.isWorkday(text)) found.push(text);
  }
  return found;
};

const withRestDayWorked = (years: readonly CalendarYear[], text: string): CalendarYear[] =>
  years.map((year) => ({ ...year, restDays: year.restDays.filter((one) => one !== text) }));

describe('policies/calendars', () => {
  it('agrees with chinese-days on every day from 2013-01-01 to 2026-12-31', () => {
    expect(differences(officialCalendar)).toEqual([]);
  });

  it('would be seen to disagree on a single flipped day', () => {
    expect(differences(WorkingDayCalendar.of(withRestDayWorked(officialYears, '2015-09-03')))).toEqual(['2015-09-03']);
  });

  it('has one file a year from 2013 to 2026, and 2027 is not known', () => {
    expect(officialCalendar.years).toEqual(Array.from({ length: 14 }, (_, index) => 2013 + index));
    expect(officialCalendar.isWorkingDay(day('2027-01-04'))).toBeUndefined();
  });

  it('has no problems', () => {
    expect(officialYears.flatMap(checkCalendarYear)).toEqual([]);
  });

  it('names for every year the notices it stands on, with number and day, the annual one among them', () => {
    for (const { year, notices } of officialYears) {
      expect(notices.map(({ titleZh }) => titleZh)).toContain(`国务院办公厅关于${year}年部分节假日安排的通知`);
      for (const { number, issuer, issuedOn } of notices) {
        expect(number).toMatch(/^国(办)?发明电〔20\d\d〕\d+号$/);
        expect(number).toContain(`〔${issuedOn.slice(0, 4)}〕`);
        expect(issuer).toMatch(/^国务院(办公厅)?$/);
        expect(parseCivilDate(issuedOn)).toBeDefined();
      }
    }
  });

  it.each([
    [2015, '国发明电〔2015〕1号'],
    [2018, '国办发明电〔2018〕15号'],
    [2019, '国办发明电〔2019〕3号'],
    [2020, '国办发明电〔2020〕1号'],
    [2022, '国办发明电〔2022〕16号'],
  ])('%i also names %s, which set days in it', (year, number) => {
    expect(officialYears.find((one) => one.year === year)!.notices.map((notice) => notice.number)).toContain(number);
  });
});
