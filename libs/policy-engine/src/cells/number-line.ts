import { civilDateOf, civilMonthOf, lastDayOfMonth, yearOf, type CivilDate } from '@guicheng/kernel';
import type { Kind } from '../type.ts';

/** Milliseconds in a day; an instant is moved by seconds, in which people state it. */
const SECOND = 1_000;
const DAY = 86_400_000;
/** Midnight in Asia/Shanghai, in milliseconds before midnight UTC. */
const SHANGHAI = 28_800_000;

/** Smallest step of each ordered kind: a fen, a millionth, one, a day, a month, a second. */
const STEPS: Partial<Readonly<Record<Kind, number>>> = { integer: 1, money: 1, percent: 1, decimal: 1, date: 1, month: 1, instant: SECOND };

/** Distance of neighbours on a kind's line, in the line's own unit; undefined: the kind has no order. */
export const stepOf = (kind: Kind): number | undefined => STEPS[kind];

/** Days around which dates are tried: the years in which the policy is in force, or those around its signature. */
export interface Era {
  readonly first: CivilDate;
  readonly last: CivilDate;
}

/** Values spread over a kind's line, between which boundaries are looked for: powers of ten, month beginnings of the era and years around it. */
export function spread(kind: Kind, era: Era): readonly number[] {
  switch (kind) {
    case 'integer':
      return [0, 1, 2, 3, 5, 8, 13, 30, 100, 1_000, 100_000];
    case 'money':
      return [0, 100, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11];
    case 'percent':
      return [0, 1e6, 1e7, 5e7, 1e8, 1.5e8];
    case 'decimal':
      return [0, 1e6, 2e6, 1e7, 1e8, 1e9];
    case 'date':
      return days(era);
    case 'instant':
      return days(era).map((day) => day * DAY - SHANGHAI);
    case 'month':
      return [...new Set(days(era).map((day) => civilMonthOf(day as CivilDate)))];
    default:
      return [];
  }
}

/** How many years before and after the era dates are tried: periods of the texts are of at most five years. */
const YEARS_AROUND = 6;

function days({ first, last }: Era): number[] {
  const [from, to] = [yearOf(first), Math.min(yearOf(last), yearOf(first) + 2)];
  const found: number[] = [];
  for (let year = from - YEARS_AROUND; year <= to + YEARS_AROUND; year++)
    for (const month of year < from || year > to ? [1] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) found.push(civilDateOf(year, month, 1)!);
  return found;
}

/** Days of the civil calendar on which periods of months and years count otherwise: the ends of a long month, of February, of a leap February. */
export function monthEnds({ first }: Era): readonly number[] {
  const year = yearOf(first);
  const leap = year + ((4 - (year % 4)) % 4);
  const february = lastDayOfMonth(civilMonthOf(civilDateOf(year + 1, 2, 1)!));
  return [civilDateOf(year + 1, 1, 31)!, february, civilDateOf(leap, 2, 29)!];
}

/** Years from which a day is made, as whole numbers: seven on end, in which a date falls on every day of the week. */
export const yearsAround = ({ first }: Era): readonly number[] => [-3, -2, -1, 0, 1, 2, 3, 4].map((more) => yearOf(first) + more);

/** The first and last second of a day in Asia/Shanghai. */
export const instantsOf = (day: number): readonly number[] => [day * DAY - SHANGHAI, (day + 1) * DAY - SHANGHAI - SECOND];
