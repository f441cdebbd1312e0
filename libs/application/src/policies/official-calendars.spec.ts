import { expect, it } from 'vitest';
import type { CalendarYear } from '@guicheng/kernel';
import { calendarsWithDigest, officialCalendars } from './official-calendars.ts';

const year = (number: number, restDays: readonly string[] = []): CalendarYear => ({
  year: number,
  notices: [],
  restDays,
  makeUpWorkingDays: [],
});

it('finds the calendars of an earlier day by their digest, after years were added', () => {
  const then = officialCalendars([year(2025), year(2024)]);
  const now = officialCalendars([year(2024), year(2025), year(2026), year(2027)]);
  expect(calendarsWithDigest(now, then.digest)?.years.map((each) => each.year)).toEqual([2024, 2025]);
  expect(calendarsWithDigest(now, now.digest)).toBe(now);
});

it('does not take a corrected year for the one that was known', () => {
  const then = officialCalendars([year(2024), year(2025)]);
  const corrected = officialCalendars([year(2024), year(2025, ['2025-01-01'])]);
  expect(calendarsWithDigest(corrected, then.digest)).toBeUndefined();
});
