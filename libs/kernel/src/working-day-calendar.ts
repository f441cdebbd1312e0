import { checkCalendarYear, isWeekend } from './calendar-year.ts';
import type { CalendarYear } from './calendar-year.ts';
import { civilDateUnchecked, parseCivilDate } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

/** Known years that follow one another without a gap. */
interface Run {
  readonly first: number;
  readonly last: number;
  /** Day by day from `first`: how many working days of the run come before it; one entry more than days. */
  readonly workingDaysBefore: Uint32Array;
  /** All working days of the run, ascending. */
  readonly workingDays: readonly CivilDate[];
}

const makeRun = (years: readonly CalendarYear[]): Run => {
  const first = civilDateUnchecked(years[0]!.year, 1, 1);
  const last = civilDateUnchecked(years.at(-1)!.year, 12, 31);
  const rest = new Set(years.flatMap(({ restDays }) => restDays.map(parseCivilDate)));
  const makeUp = new Set(years.flatMap(({ makeUpWorkingDays }) => makeUpWorkingDays.map(parseCivilDate)));
  const workingDays: CivilDate[] = [];
  const workingDaysBefore = new Uint32Array(last - first + 2);
  for (let day = first; day <= last; day = (day + 1) as CivilDate) {
    if (makeUp.has(day) || (!isWeekend(day) && !rest.has(day))) workingDays.push(day);
    workingDaysBefore[day - first + 1] = workingDays.length;
  }
  return { first, last, workingDaysBefore, workingDays };
};

/**
 * Working days by the State Council's calendars: Monday to Friday without the official rest days, with the make-up working days.
 * A day of a year without a calendar is not known (undefined), never guessed. Look-ups are table reads.
 */
export class WorkingDayCalendar {
  /** The years that are known, ascending. */
  readonly years: readonly number[];
  private readonly runs: readonly Run[];

  private constructor(years: readonly number[], runs: readonly Run[]) {
    this.years = years;
    this.runs = runs;
  }

  /**
   * The calendar of these years, in any order; gaps are allowed.
   * @throws RangeError a year twice, or a year with problems (`checkCalendarYear` gives them one by one).
   */
  static of(years: readonly CalendarYear[]): WorkingDayCalendar {
    const sorted = [...years].sort((a, b) => a.year - b.year);
    const runs: CalendarYear[][] = [];
    for (const [index, year] of sorted.entries()) {
      const problems = checkCalendarYear(year);
      if (problems.length > 0)
        throw new RangeError(`calendar of ${year.year}: ${problems.map(({ pointer, en }) => `${pointer} ${en}`).join(' ')}`);
      const previous = sorted[index - 1]?.year;
      if (previous === year.year) throw new RangeError(`two calendars of ${year.year}`);
      if (previous === year.year - 1) runs.at(-1)!.push(year);
      else runs.push([year]);
    }
    return new WorkingDayCalendar(
      sorted.map(({ year }) => year),
      runs.map(makeRun),
    );
  }

  /** Whether a day is worked; undefined: the calendar of its year is not known. */
  isWorkingDay(date: CivilDate): boolean | undefined {
    const run = this.runOf(date);
    if (!run) return undefined;
    const index = date - run.first;
    return run.workingDaysBefore[index + 1] !== run.workingDaysBefore[index];
  }

  /**
   * The n-th working day after a day, which itself never counts (民法典 201).
   * undefined: a day between the two is of a year whose calendar is not known.
   * @throws RangeError n is not a whole number of at least 1.
   */
  nthWorkingDayAfter(date: CivilDate, n: number): CivilDate | undefined {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`the ${n}-th working day: count from 1`);
    return this.workingDayFrom(date + 1, n - 1);
  }

  /** The day itself if it is worked, else the next working day (民法典 203); undefined: a needed year is not known. */
  sameOrNextWorkingDay(date: CivilDate): CivilDate | undefined {
    return this.workingDayFrom(date, 0);
  }

  private workingDayFrom(day: number, skip: number): CivilDate | undefined {
    const run = this.runOf(day);
    return run?.workingDays[run.workingDaysBefore[day - run.first]! + skip];
  }

  private runOf(day: number): Run | undefined {
    for (const run of this.runs) if (day >= run.first && day <= run.last) return run;
    return undefined;
  }
}
