import fc from 'fast-check';
import { addDays, parseCivilDate } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

/** A date that a test knows to exist. */
export const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`not a date: ${text}`);
  return date;
};

/** Any date between two days, both included. */
export const anyDay = (from: string, to: string): fc.Arbitrary<CivilDate> =>
  fc.integer({ min: 0, max: day(to) - day(from) }).map((n) => addDays(day(from), n));
