import { describe, expect, it } from 'vitest';
import { checkCalendarYear } from './calendar-year.ts';

describe('checkCalendarYear', () => {
  it('reports every problem at once, with code and place', () => {
    const problems = checkCalendarYear({
      year: 2024,
      notices: [],
      restDays: ['2024-02-30', '2023-12-31', '2024-05-01', '2024-05-01', '2024-4-4'],
      makeUpWorkingDays: ['2024-05-01', '2024-04-28'],
    });
    expect(problems.map(({ code, pointer }) => `${pointer} ${code}`)).toEqual([
      '/restDays/0 impossible-date',
      '/restDays/1 date-of-another-year',
      '/restDays/3 dates-not-ascending',
      '/restDays/4 impossible-date',
      '/makeUpWorkingDays/0 make-up-day-not-on-weekend',
      '/makeUpWorkingDays/0 both-rest-and-make-up-day',
      '/makeUpWorkingDays/1 dates-not-ascending',
    ]);
    for (const { zh, en } of problems) expect([zh, en]).toEqual([expect.stringMatching(/。$/), expect.stringMatching(/\.$/)]);
  });

  it('finds nothing wrong with an ordinary year', () => {
    expect(checkCalendarYear({ year: 2024, notices: [], restDays: ['2024-01-01'], makeUpWorkingDays: ['2024-02-04'] })).toEqual([]);
  });
});
