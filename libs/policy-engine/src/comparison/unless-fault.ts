import { RuleFault } from '../rule-fault.ts';

/** What is computed, or something else where rules cannot be computed on these facts. */
export function unlessFault<T>(compute: () => T, otherwise: (fault: RuleFault) => T): T {
  try {
    return compute();
  } catch (cause) {
    if (cause instanceof RuleFault) return otherwise(cause);
    throw cause;
  }
}
