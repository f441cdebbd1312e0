import { civilDateFromDays, formatCivilDate, parseCivilDate } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

declare const instant: unique symbol;

/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z, from `EARLIEST_INSTANT` to the end of 2199 in Asia/Shanghai. */
export type Instant = number & { readonly [instant]: true };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Asia/Shanghai is UTC+8 all year since the summer time of 1986–1991 was given up. */
const SHANGHAI_OFFSET = 8 * HOUR;

/**
 * 1992-01-01T00:00:00+08:00. Earlier instants are refused: Asia/Shanghai kept summer time in 1986–1991 and other offsets before,
 * and no project of an e-government policy is that old.
 */
export const EARLIEST_INSTANT = (Date.UTC(1992, 0, 1) - SHANGHAI_OFFSET) as Instant;
const LATEST_INSTANT = Date.UTC(2200, 0, 1) - SHANGHAI_OFFSET - 1;

const TEXT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):([0-5]\d))$/;

/** The instant of a number of milliseconds since 1970-01-01T00:00:00Z; undefined when not whole or out of range. */
export const instantOf = (epochMilliseconds: number): Instant | undefined =>
  Number.isInteger(epochMilliseconds) && epochMilliseconds >= EARLIEST_INSTANT && epochMilliseconds <= LATEST_INSTANT
    ? (epochMilliseconds as Instant)
    : undefined;

/** Offsets in use on earth: -12:00 … +14:00. `-00:00` means "offset not known" (RFC 3339) and is refused like no offset. */
const offsetMilliseconds = (sign: string | undefined, hours: number, minutes: number): number | undefined => {
  const size = hours * HOUR + minutes * MINUTE;
  if (sign === '-') return size === 0 || size > 12 * HOUR ? undefined : -size;
  return size > 14 * HOUR ? undefined : size;
};

/**
 * Reads ISO 8601 with date and time (seconds and fraction optional) and a required offset, `Z` or `±hh:mm`.
 * Undefined: anything else, an impossible date, time (no 24:00, no leap second) or offset, or before 1992 or after 2199 in
 * Asia/Shanghai. Digits beyond the millisecond are cut off, which cannot move an instant to another day.
 */
export const parseInstant = (text: string): Instant | undefined => {
  const match = TEXT.exec(text);
  if (!match) return undefined;
  const [, dateText, hours, minutes, seconds = '0', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  const day = parseCivilDate(dateText!);
  const offset = offsetMilliseconds(sign, Number(offsetHours), Number(offsetMinutes));
  if (day === undefined || offset === undefined) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return instantOf(day * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * 1000 + milliseconds - offset);
};

const inShanghai = (instant: Instant): number => {
  if (instantOf(instant) === undefined) {
    throw new RangeError(`not an instant between 1992 and 2199 in Asia/Shanghai: ${instant} ms`);
  }
  return instant + SHANGHAI_OFFSET;
};

/**
 * The civil date in Asia/Shanghai at an instant.
 * @throws RangeError for a number that was forced into the type and is outside its range.
 */
export const civilDateAt = (instant: Instant): CivilDate => civilDateFromDays(Math.floor(inShanghai(instant) / DAY));

/** `YYYY-MM-DDThh:mm:ss+08:00`, with `.mmm` when there are milliseconds. Throws as `civilDateAt` does. */
export const formatInstant = (instant: Instant): string => {
  const local = inShanghai(instant);
  const date = civilDateFromDays(Math.floor(local / DAY));
  const time = local - date * DAY;
  const two = (value: number): string => String(value).padStart(2, '0');
  const hms = [Math.floor(time / HOUR), Math.floor(time / MINUTE) % 60, Math.floor(time / 1000) % 60].map(two).join(':');
  const milliseconds = time % 1000;
  return `${formatCivilDate(date)}T${hms}${milliseconds === 0 ? '' : `.${String(milliseconds).padStart(3, '0')}`}+08:00`;
};
