import type { Instant } from './instant.ts';

/** Where the current time comes from. Only `apps/` make one that reads the machine's clock; everything else is handed one. */
export interface Clock {
  now(): Instant;
}

/** A clock that stands still, for tests and for re-running what was decided earlier. */
export const fixedClock = (instant: Instant): Clock => ({ now: () => instant });
