import { listComparison } from './list-comparison.ts';

/** `everyAtLeast`: every member reaches the value; true for an empty list. */
export const operator = listComparison('everyAtLeast', (list, least) => list.every((member) => member >= least));
