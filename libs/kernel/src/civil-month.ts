import { civilDateUnchecked, daysInMonth, FIRST_YEAR, LAST_YEAR, monthOf, yearOf } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

declare const civilMonth: unique symbol;

/** A calendar month: `year * 12 + month - 1`. Numbers of this type compare with `<` and subtract to months. */
export type CivilMonth = number & { readonly [civilMonth]: true };

const TEXT = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** The year of a month. */
export const yearOfMonth = (month: CivilMonth): number => Math.floor(month / 12);

/** The number of a month within its year, 1 … 12. */
export const monthOfYear = (month: CivilMonth): number => month - yearOfMonth(month) * 12 + 1;

/** Reads `YYYY-MM`, zero-padded, years 1900 … 2199; anything else is undefined. */
export const parseCivilMonth = (text: string): CivilMonth | undefined => {
  const match = TEXT.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  return year < FIRST_YEAR || year > LAST_YEAR ? undefined : ((year * 12 + Number(match[2]) - 1) as CivilMonth);
};

/** `YYYY-MM`. */
export const formatCivilMonth = (month: CivilMonth): string =>
  `${String(yearOfMonth(month)).padStart(4, '0')}-${String(monthOfYear(month)).padStart(2, '0')}`;

/** The month in which a date lies. */
export const civilMonthOf = (date: CivilDate): CivilMonth => (yearOf(date) * 12 + monthOf(date) - 1) as CivilMonth;

/** The given day of a month; undefined when the month has no such day. */
export const dayIn = (month: CivilMonth, day: number): CivilDate | undefined => {
  const year = yearOfMonth(month);
  const number = monthOfYear(month);
  return Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, number) ? civilDateUnchecked(year, number, day) : undefined;
};

/** The last day of a month (月末日, 民法典 202). */
export const lastDayOfMonth = (month: CivilMonth): CivilDate => {
  const year = yearOfMonth(month);
  const number = monthOfYear(month);
  return civilDateUnchecked(year, number, daysInMonth(year, number));
};
