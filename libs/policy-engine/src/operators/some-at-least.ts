import { listComparison } from './list-comparison.ts';

/** `someAtLeast`: some member reaches the value; false for an empty list. */
export const operator = listComparison('someAtLeast', '至少一项', 'one', (list, least) => list.some((member) => member >= least));
