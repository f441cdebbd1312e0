import { comparison } from './comparison.ts';

/** `>` on values of one ordered kind. */
export const operator = comparison('>', { zh: ['超过', '晚于'], en: ['above', 'after'], flippedZh: ['低于', '早于'], flippedEn: ['below', 'before'] }, (a, b) => a > b);
