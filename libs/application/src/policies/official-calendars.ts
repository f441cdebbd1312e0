import type { CalendarYear } from '@guicheng/kernel';
import { canonicalJson, digestOf } from '@guicheng/policy-model';

/** The official calendars that working days are counted by. */
export interface OfficialCalendars {
  /** Ascending. */
  readonly years: readonly CalendarYear[];
  /** `sha256:…` of the years' canonical JSON. */
  readonly digest: string;
}

/** The calendars of these years, in order, with their digest. */
export const officialCalendars = (years: readonly CalendarYear[]): OfficialCalendars => {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  return { years: sorted, digest: digestOf(canonicalJson(sorted)) };
};

/**
 * The calendars that had this digest: a year is published every autumn, so what was known earlier is today's without its last
 * years. Undefined: a year that was known then has been corrected since.
 */
export const calendarsWithDigest = (calendars: OfficialCalendars, digest: string): OfficialCalendars | undefined => {
  for (let count = calendars.years.length; count >= 0; count -= 1) {
    const earlier = count === calendars.years.length ? calendars : officialCalendars(calendars.years.slice(0, count));
    if (earlier.digest === digest) return earlier;
  }
  return undefined;
};
