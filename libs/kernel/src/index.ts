export { checkCalendarYear } from './calendar-year.ts';
export type { CalendarNotice, CalendarProblem, CalendarYear } from './calendar-year.ts';
export {
  addDays,
  civilDateOf,
  dayOfMonth,
  dayOfWeek,
  daysInMonth,
  formatCivilDate,
  monthOf,
  parseCivilDate,
  yearOf,
} from './civil-date.ts';
export type { CivilDate } from './civil-date.ts';
export { civilMonthOf, dayIn, formatCivilMonth, lastDayOfMonth, monthOfYear, parseCivilMonth, yearOfMonth } from './civil-month.ts';
export type { CivilMonth } from './civil-month.ts';
export { fixedClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { counted } from './counted.ts';
export { decimalNumber, decimalText, parseDecimal } from './decimal.ts';
export type { DecimalError, Micro } from './decimal.ts';
export { addExact, multiplyExact, subtractExact } from './exact.ts';
export { uuidV7 } from './id.ts';
export { civilDateAt, EARLIEST_INSTANT, formatInstant, instantOf, parseInstant } from './instant.ts';
export type { Instant } from './instant.ts';
export { numberAsWritten, parseJsonText, readJsonText } from './json-text.ts';
export type { JsonTextError, ReadJson } from './json-text.ts';
export { parseYuan, wanText, yuanNumber, yuanText } from './money.ts';
export type { Fen, MoneyError } from './money.ts';
export { endOfMonths, endOfYears } from './period.ts';
export type { PeriodEnd } from './period.ts';
export { compareToPercent, percentHalfUp } from './ratio.ts';
export { err, ok } from './result.ts';
export type { Result } from './result.ts';
export { isStorable } from './storable.ts';
export { WorkingDayCalendar } from './working-day-calendar.ts';
