import type { Instant } from '@guicheng/kernel';
import { instantOf } from '@guicheng/kernel';

/** The instant a `timestamptz(3)` column holds. Throws for one outside the range of instants: nothing of ours wrote it. */
export function instantOfColumn(value: Date): Instant {
  const instant = instantOf(value.getTime());
  if (instant === undefined) throw new RangeError(`not an instant: ${value.toISOString()}`);
  return instant;
}

/** What a `timestamptz` column takes for an instant. */
export const columnOfInstant = (instant: Instant): Date => new Date(instant);
