import { comparison } from './comparison.ts';

/** `<` on values of one ordered kind. */
export const operator = comparison('<', { zh: ['低于', '早于'], en: ['below', 'before'] }, (a, b) => a < b);
