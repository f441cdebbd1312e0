import type { Instant } from '@guicheng/kernel';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Failed sign-ins under one key: a login as anybody tries it, or as one known device does. */
export interface FailureCount {
  /** In a row. */
  readonly failures: number;
  readonly lastAt: Instant;
  /** Sign-in pauses until then; null: it does not. */
  readonly pausedUntil: Instant | null;
}

/** The first pause, and the longest: one minute doubled at each further failure, up to a quarter of an hour; our choice. It never becomes for ever: strangers could lock anybody out. */
const FIRST_PAUSE = MINUTE;
const LONGEST_PAUSE = 15 * MINUTE;
/** Without a failure for so long the count begins anew; our choice. */
const FORGOTTEN_AFTER = DAY;

/** How long sign-in pauses after so many failures in a row, ms. */
const pauseAfter = (failures: number, allowed: number): number =>
  failures < allowed ? 0 : Math.min(FIRST_PAUSE * 2 ** Math.min(failures - allowed, 10), LONGEST_PAUSE);

/** What an attempt finds before its password is looked at. */
export type Attempt = { readonly kind: 'paused'; readonly until: Instant } | { readonly kind: 'counted'; readonly count: FailureCount };

/**
 * Counts an attempt as failed before it is known whether it is: of attempts at the same time no more than allowed get to try. Who succeeds is given the count back
 * (`afterSuccess`).
 */
export const beginAttempt = (before: FailureCount | null, at: Instant, allowed: number): Attempt => {
  const isForgotten = before === null || at - before.lastAt >= FORGOTTEN_AFTER;
  if (!isForgotten && before.pausedUntil !== null && at < before.pausedUntil) return { kind: 'paused', until: before.pausedUntil };
  const failures = isForgotten ? 1 : before.failures + 1;
  const pause = pauseAfter(failures, allowed);
  return { kind: 'counted', count: { failures, lastAt: at, pausedUntil: pause === 0 ? null : ((at + pause) as Instant) } };
};

/** Rows of no use any more: last failed before this. */
export const forgottenBefore = (at: Instant): Instant => (at - FORGOTTEN_AFTER) as Instant;
