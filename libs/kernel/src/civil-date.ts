declare const civilDate: unique symbol;

/**
 * A day of the Gregorian calendar (公历, 民法典 200) as Asia/Shanghai counts it: whole days since 1970-01-01.
 * Numbers of this type compare with `<`, `===` and subtract to days.
 */
export type CivilDate = number & { readonly [civilDate]: true };

/** Years that are read from input. What lies outside is a typing error, not a project date. */
export const FIRST_YEAR = 1900;
/** See `FIRST_YEAR`. */
export const LAST_YEAR = 2199;

/** Days before the 1st of each month in a common year; index 12 is the whole year. */
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const;
const TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in the months before `month` (1 … 13) of `year`. */
const daysBeforeMonth = (year: number, month: number): number => DAYS_BEFORE_MONTH[month - 1]! + (month > 2 && isLeapYear(year) ? 1 : 0);

/** Leap days in the years 1 … `year`. */
const leapDaysThrough = (year: number): number => Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);

const LEAP_DAYS_BEFORE_1970 = leapDaysThrough(1969);

/** 1 January of a year, as days since 1970-01-01. */
const startOfYear = (year: number): number => (year - 1970) * 365 + leapDaysThrough(year - 1) - LEAP_DAYS_BEFORE_1970;

const EARLIEST = startOfYear(1);
const LATEST = startOfYear(10_000) - 1;

/**
 * Brands a day count that arithmetic produced.
 * @throws RangeError outside the years 0001 … 9999, which four digits cannot write.
 */
export const civilDateFromDays = (days: number): CivilDate => {
  if (!Number.isInteger(days) || days < EARLIEST || days > LATEST) {
    throw new RangeError(`not a civil date of the years 0001 to 9999: ${days} days from 1970-01-01`);
  }
  return days as CivilDate;
};

/** Days of a month, 28 … 31. `month` is 1 … 12. */
export const daysInMonth = (year: number, month: number): number => daysBeforeMonth(year, month + 1) - daysBeforeMonth(year, month);

/** The day `day` of a month that has it. Internal: the caller has checked year, month and day. */
export const civilDateUnchecked = (year: number, month: number, day: number): CivilDate =>
  (startOfYear(year) + daysBeforeMonth(year, month) + day - 1) as CivilDate;

/** The date of year, month (1 … 12) and day; undefined when there is none, or its year is outside 1900 … 2199. */
export const civilDateOf = (year: number, month: number, day: number): CivilDate | undefined => {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined;
  return civilDateUnchecked(year, month, day);
};

/** Reads `YYYY-MM-DD`, zero-padded, a day that exists, years 1900 … 2199; anything else is undefined. */
export const parseCivilDate = (text: string): CivilDate | undefined => {
  const match = TEXT.exec(text);
  return match ? civilDateOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
};

/** The year of a date. */
export const yearOf = (date: CivilDate): number => {
  // The estimate is at most a year off; the two comparisons with exact year starts settle it.
  let year = 1970 + Math.floor(date / 365.2425);
  while (startOfYear(year) > date) year -= 1;
  while (startOfYear(year + 1) <= date) year += 1;
  return year;
};

const monthWithin = (year: number, dayOfYear: number): number => {
  // No month is longer than 32 days and twelve of them lag by less than one, so the month is this one or the next.
  const month = Math.floor(dayOfYear / 32) + 1;
  return dayOfYear >= daysBeforeMonth(year, month + 1) ? month + 1 : month;
};

/** The month of a date, 1 … 12. */
export const monthOf = (date: CivilDate): number => {
  const year = yearOf(date);
  return monthWithin(year, date - startOfYear(year));
};

/** The day of the month of a date, 1 … 31. */
export const dayOfMonth = (date: CivilDate): number => {
  const year = yearOf(date);
  const dayOfYear = date - startOfYear(year);
  return dayOfYear - daysBeforeMonth(year, monthWithin(year, dayOfYear)) + 1;
};

/** Day of the week by ISO 8601: 1 Monday … 7 Sunday. */
export const dayOfWeek = (date: CivilDate): number => {
  const sinceMonday = (date + 3) % 7; // 1970-01-01 was a Thursday
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
};

/**
 * The date `days` later, or earlier when negative.
 * @throws RangeError when the result is outside the years 0001 … 9999 or `days` is not whole.
 */
export const addDays = (date: CivilDate, days: number): CivilDate => civilDateFromDays(date + days);

/** `YYYY-MM-DD`. */
export const formatCivilDate = (date: CivilDate): string => {
  const year = yearOf(date);
  const dayOfYear = date - startOfYear(year);
  const month = monthWithin(year, dayOfYear);
  const day = dayOfYear - daysBeforeMonth(year, month) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};
