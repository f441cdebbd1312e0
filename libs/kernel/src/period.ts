import { civilDateFromDays, civilDateUnchecked, dayOfMonth, daysInMonth } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import { civilMonthOf, monthOfYear, yearOfMonth } from './civil-month.ts';
import type { CivilMonth } from './civil-month.ts';
import type { WorkingDayCalendar } from './working-day-calendar.ts';

/**
 * How a period ends that ends on a rest day. `roll`: on the next working day (民法典 203), for periods within which someone has to act.
 * `fixed`: on that very day, for minimum durations (试运行不少于……) and for dates that a text names itself.
 */
export type PeriodEnd = 'fixed' | 'roll';

/** The corresponding day of the month `months` away, else that month's last day (民法典 202). */
const correspondingDay = (start: CivilDate, months: number): CivilDate => {
  if (!Number.isInteger(months)) throw new RangeError(`a period of ${months} months: months are whole`);
  const month = (civilMonthOf(start) + months) as CivilMonth;
  const year = yearOfMonth(month);
  const number = monthOfYear(month);
  return civilDateFromDays(civilDateUnchecked(year, number, Math.min(dayOfMonth(start), daysInMonth(year, number))));
};

/**
 * Last day of a period of months. The start day does not count (民法典 201), so the period ends on the corresponding day of the last
 * month, or on its last day where it has none (202). With `fixed`, negative months count back.
 * undefined: `roll` needs a year whose calendar is not known; `fixed` never needs one.
 * @throws RangeError months not whole, negative with `roll` (203 knows no roll for counting back), or out of the years 0001 … 9999.
 */
export const endOfMonths = (start: CivilDate, months: number, end: PeriodEnd, calendar: WorkingDayCalendar): CivilDate | undefined => {
  const last = correspondingDay(start, months);
  if (end === 'fixed') return last;
  if (months < 0) throw new RangeError('a period that counts back does not roll');
  return calendar.sameOrNextWorkingDay(last);
};

/** Last day of a period of years; everything else as in `endOfMonths`. */
export const endOfYears = (start: CivilDate, years: number, end: PeriodEnd, calendar: WorkingDayCalendar): CivilDate | undefined =>
  endOfMonths(start, years * 12, end, calendar);
