import type { Instant } from '@guicheng/kernel';
import type { SessionRecord } from '@guicheng/persistence';

/** A use is noted when the last one is this long ago, ms: a write a minute and not one a request. */
export const TOUCH_AFTER = 60_000;
/** How long a second factor counts as just given, ms; our choice: one sitting of approvals. */
export const STEP_UP = 10 * 60_000;

/** Whether a session's time is over, or it was ended. */
export const isOver = ({ endedAt, endsAt, usedAt, idleLimit }: SessionRecord, at: Instant): boolean =>
  endedAt !== null || at >= endsAt || at - usedAt >= idleLimit;
