import type { Application } from '@guicheng/application';

/** `Query.calendar`. */
export const calendarResolvers = ({ showCalendar }: Application) => ({
  Query: {
    calendar: (_: unknown, { year }: { readonly year: number }) => {
      const shown = showCalendar(year);
      if (shown.known) return { __typename: 'CalendarYear', ...shown.calendar };
      return { __typename: 'CalendarNotKnown', year, knownYears: shown.knownYears };
    },
  },
});
