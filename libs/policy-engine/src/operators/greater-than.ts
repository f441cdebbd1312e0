import { comparison } from './comparison.ts';

/** `>` on values of one ordered kind. */
export const operator = comparison('>', { zh: ['超过', '晚于'], en: ['above', 'after'] }, (a, b) => a > b);
