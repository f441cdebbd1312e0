import { comparison } from './comparison.ts';

/** `>=` on values of one ordered kind. */
export const operator = comparison('>=', { zh: ['不低于', '不早于'], en: ['at least', 'not before'] }, (a, b) => a >= b);
