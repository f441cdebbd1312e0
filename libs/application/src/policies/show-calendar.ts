import type { CalendarYear } from '@guicheng/kernel';
import type { OfficialCalendars } from './official-calendars.ts';

/** The calendar of a year, or the years that are known instead. */
export type ShownCalendar =
  | { readonly known: true; readonly calendar: CalendarYear }
  | { readonly known: false; readonly year: number; readonly knownYears: readonly number[] };

/** Shows the official calendar of a year; a year that is not held is said to be unknown, never guessed. */
export type ShowCalendar = (year: number) => ShownCalendar;

/** The use case on these calendars. */
export const showCalendarWith =
  ({ years }: OfficialCalendars): ShowCalendar =>
  (year) => {
    const calendar = years.find((each) => each.year === year);
    return calendar === undefined ? { known: false, year, knownYears: years.map((each) => each.year) } : { known: true, calendar };
  };
