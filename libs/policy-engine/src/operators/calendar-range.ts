import { RuleFault } from '../rule-fault.ts';

/** Runs a date computation; one that leaves the range of the civil calendar, or counts what cannot be counted, is a fault of the rule. */
export function within<T>(compute: () => T): T {
  try {
    return compute();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new RuleFault('date-out-of-range', '日期计算超出可用范围。', `The date computation leaves its range: ${cause.message}`);
  }
}
