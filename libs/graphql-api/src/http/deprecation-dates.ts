import { addDays, parseCivilDate, type CivilDate } from '@guicheng/kernel';

/** Days between the announcement that something will go and its removal, at least: half a year, so that integrators on a yearly budget see it in time. */
export const NOTICE_DAYS = 180;

/** When something was announced to go, and from which day it may be gone. */
export interface DeprecationDates {
  readonly deprecatedOn: CivilDate;
  readonly sunsetOn: CivilDate;
}

/** Two days as written, `2027-01-01` and `2027-07-01`; undefined: no days, or less than the notice between them. */
export const deprecationDates = (deprecated: string | undefined, sunset: string | undefined): DeprecationDates | undefined => {
  const deprecatedOn = parseCivilDate(deprecated ?? '');
  const sunsetOn = parseCivilDate(sunset ?? '');
  if (deprecatedOn === undefined || sunsetOn === undefined) return undefined;
  return sunsetOn >= addDays(deprecatedOn, NOTICE_DAYS) ? { deprecatedOn, sunsetOn } : undefined;
};

/** The dates in the reason of a `@deprecated`, which begins with both: `2027-01-01/2027-07-01 改用 b · use b`. Undefined: it does not. */
export const datesInReason = (reason: string): DeprecationDates | undefined => {
  const written = /^(\S{10})\/(\S{10}) /.exec(reason);
  return written === null ? undefined : deprecationDates(written[1], written[2]);
};
