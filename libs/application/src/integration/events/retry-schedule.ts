const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long after a failed attempt the next one comes, ms: the schedule that Standard Webhooks 1.0 gives as its example, ten attempts within about three days
 * (75 h 35 min). The first stands for the attempt right after the event.
 */
export const RETRY_SCHEDULE: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** The longest that a receiver can ask us to wait, ms: with more it would keep deliveries alive for ever. */
export const LONGEST_RETRY_AFTER = 24 * HOUR;

/** Jitter: a tenth of the pause to either side, so that what failed together does not come again together. */
const JITTER = 0.1;

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** What a `Retry-After` header asks for, ms from `now`, at most a day; 0: it asks for nothing or is none (RFC 9110 §10.2.3). */
export const retryAfterOf = (header: string | null, now: number): number => {
  const text = header?.trim() ?? '';
  const wanted = /^\d{1,10}$/.test(text) ? Number(text) * SECOND : HTTP_DATE.test(text) ? Date.parse(text) - now : 0;
  return Number.isFinite(wanted) ? Math.min(Math.max(wanted, 0), LONGEST_RETRY_AFTER) : 0;
};

/**
 * The pause before the next attempt, ms; undefined: `attempt` was the last.
 * @param attempt number of the attempt that failed, from 1.
 * @param chance from 0 up to 1, random.
 */
export const pauseAfter = (attempt: number, chance: number, schedule: readonly number[] = RETRY_SCHEDULE): number | undefined => {
  const pause = schedule[attempt];
  return pause === undefined ? undefined : Math.round(pause * (1 + JITTER * (2 * chance - 1)));
};
