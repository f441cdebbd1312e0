import { listComparison } from './list-comparison.ts';

/** `everyAtLeast`: every member reaches the value; true for an empty list. */
export const operator = listComparison('everyAtLeast', '每一项都', 'every one', (list, least) => list.every((member) => member >= least));
