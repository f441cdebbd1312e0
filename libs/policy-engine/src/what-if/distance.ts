import type { FactValue } from '@guicheng/policy-model';
import { stepOfFact } from './values-to-try.ts';
import type { Subject } from './project.ts';

/** What one day counts beside a share of an amount: a year is as far as the whole amount. */
const DAYS_OF_A_WHOLE = 365;
const MILLISECONDS_OF_A_WHOLE = DAYS_OF_A_WHOLE * 86_400_000;

/**
 * How far a fact is moved, for sorting only: amounts and counts by their share of what they are, dates by years, lists by members, everything else one whole
 * step, as does a fact that was not stated.
 */
export function distance(subject: Subject, name: string, now: FactValue | undefined, then: FactValue): number {
  if (Array.isArray(now) && Array.isArray(then)) {
    const [before, after] = [now as readonly FactValue[], then as readonly FactValue[]];
    return before.filter((one) => !after.includes(one)).length + after.filter((one) => !before.includes(one)).length;
  }
  const step = stepOfFact(subject, name);
  if (step === undefined || typeof now !== 'number' || typeof then !== 'number') return 1;
  const far = Math.abs(then - now);
  switch (subject.compiled.policy.facts[name]!.type) {
    case 'date':
      return far / DAYS_OF_A_WHOLE;
    case 'month':
      return far / 12;
    case 'instant':
      return far / MILLISECONDS_OF_A_WHOLE;
    default:
      return far / Math.max(now, step);
  }
}
