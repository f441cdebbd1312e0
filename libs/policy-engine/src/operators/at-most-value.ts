import { comparison } from './comparison.ts';

/** `<=` on values of one ordered kind. */
export const operator = comparison('<=', { zh: ['不超过', '不晚于'], en: ['at most', 'not after'], flippedZh: ['不低于', '不早于'], flippedEn: ['at least', 'not before'] }, (a, b) => a <= b);
