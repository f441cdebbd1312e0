import type { Operator } from '../operator.ts';
import { operator as abs } from './abs.ts';
import { operator as addDays } from './add-days.ts';
import { operator as addMonths } from './add-months.ts';
import { operator as addWorkingDays } from './add-working-days.ts';
import { operator as addYears } from './add-years.ts';
import { operator as add } from './add.ts';
import { operator as atLeastValue } from './at-least-value.ts';
import { operator as atLeast } from './at-least.ts';
import { operator as atMostValue } from './at-most-value.ts';
import { operator as atMost } from './at-most.ts';
import { operator as below } from './below.ts';
import { operator as characterCount } from './character-count.ts';
import { operator as civilDate } from './civil-date.ts';
import { operator as civilMonthOf } from './civil-month-of.ts';
import { operator as count } from './count.ts';
import { operator as dateOf } from './date-of.ts';
import { operator as dayIn } from './day-in.ts';
import { operator as dayOfMonth } from './day-of-month.ts';
import { operator as dayOfWeek } from './day-of-week.ts';
import { operator as daysBetween } from './days-between.ts';
import { operator as differs } from './differs.ts';
import { operator as dividedBy } from './divided-by.ts';
import { operator as equals } from './equals.ts';
import { operator as everyAtLeast } from './every-at-least.ts';
import { operator as fieldOf } from './field-of.ts';
import { operator as greaterThan } from './greater-than.ts';
import { operator as isIn } from './in.ts';
import { operator as includesAll } from './includes-all.ts';
import { operator as includesAny } from './includes-any.ts';
import { operator as isEmpty } from './is-empty.ts';
import { operator as isNone } from './is-none.ts';
import { operator as isWorkingDay } from './is-working-day.ts';
import { operator as lastDayOfMonth } from './last-day-of-month.ts';
import { operator as lessThan } from './less-than.ts';
import { operator as max } from './max.ts';
import { operator as min } from './min.ts';
import { operator as monthIn } from './month-in.ts';
import { operator as monthOf } from './month-of.ts';
import { operator as moreThan } from './more-than.ts';
import { operator as multiply } from './multiply.ts';
import { operator as percentOf } from './percent-of.ts';
import { operator as precedes } from './precedes.ts';
import { operator as ratio } from './ratio.ts';
import { operator as remainder } from './remainder.ts';
import { operator as someAtLeast } from './some-at-least.ts';
import { operator as subtract } from './subtract.ts';
import { operator as sumWhere } from './sum-where.ts';
import { operator as times } from './times.ts';
import { operator as union } from './union.ts';
import { operator as integersThrough } from './integers-through.ts';
import { operator as wholeQuotient } from './whole-quotient.ts';
import { operator as withoutWhiteSpace } from './without-white-space.ts';
import { operator as without } from './without.ts';
import { operator as yearOf } from './year-of.ts';

/** Every operator of the language. A new one is a file beside these and a line here; never per tenant. */
export const OPERATORS: readonly Operator[] = [
  equals,
  differs,
  lessThan,
  atMostValue,
  greaterThan,
  atLeastValue,
  isIn,
  add,
  subtract,
  multiply,
  max,
  min,
  abs,
  isNone,
  ratio,
  atMost,
  atLeast,
  moreThan,
  below,
  civilDate,
  yearOf,
  monthOf,
  dayOfMonth,
  dayOfWeek,
  civilMonthOf,
  dateOf,
  monthIn,
  lastDayOfMonth,
  dayIn,
  addDays,
  addMonths,
  addYears,
  addWorkingDays,
  isWorkingDay,
  count,
  isEmpty,
  includesAll,
  includesAny,
  without,
  union,
  precedes,
  percentOf,
  times,
  dividedBy,
  remainder,
  wholeQuotient,
  integersThrough,
  daysBetween,
  characterCount,
  withoutWhiteSpace,
  fieldOf,
  sumWhere,
  someAtLeast,
  everyAtLeast,
];
