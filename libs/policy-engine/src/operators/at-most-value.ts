import { comparison } from './comparison.ts';

/** `<=` on values of one ordered kind. */
export const operator = comparison('<=', (a, b) => a <= b);
