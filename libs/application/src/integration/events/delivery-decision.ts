import type { Instant } from '@guicheng/kernel';
import type { OutboundAnswer } from '../outbound/outbound.ts';
import { pauseAfter, RETRY_SCHEDULE, retryAfterOf } from './retry-schedule.ts';

/** What becomes of a delivery after an attempt. */
export type DeliveryDecision =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly at: Instant }
  /** `gone`: the receiver says that it wants no more (410). `exhausted`: the last attempt of the schedule failed. */
  | { readonly kind: 'failed'; readonly because: 'gone' | 'exhausted' };

/** An attempt that was made. */
export interface MadeAttempt {
  /** From 1. */
  readonly number: number;
  readonly answer: OutboundAnswer;
  readonly now: Instant;
  /** From 0 up to 1, random. */
  readonly chance: number;
  readonly schedule?: readonly number[];
}

const GONE = 410;

/** Only an answer of 200 to 299 is a success: a redirect is none, it is never followed. */
export const isSuccess = (answer: OutboundAnswer): boolean => answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

/** Decides what comes after an attempt; touches nothing. */
export const decideDelivery = ({ number, answer, now, chance, schedule = RETRY_SCHEDULE }: MadeAttempt): DeliveryDecision => {
  if (isSuccess(answer)) return { kind: 'delivered' };
  if (answer.kind === 'answered' && answer.status === GONE) return { kind: 'failed', because: 'gone' };
  const pause = pauseAfter(number, chance, schedule);
  if (pause === undefined) return { kind: 'failed', because: 'exhausted' };
  const asked = answer.kind === 'answered' ? retryAfterOf(answer.retryAfter, now) : 0;
  return { kind: 'retry', at: (now + Math.max(pause, asked)) as Instant };
};

/**
 * Whether a delivery that failed for good switches its endpoint off: at once when it is gone; after the whole schedule when nothing else reached it meanwhile.
 * One event that a receiver cannot take does not cost it all others.
 */
export const disablesEndpoint = (because: 'gone' | 'exhausted', othersArrived: boolean): boolean => because === 'gone' || !othersArrived;
