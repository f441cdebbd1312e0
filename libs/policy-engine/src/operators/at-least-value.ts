import { comparison } from './comparison.ts';

/** `>=` on values of one ordered kind. */
export const operator = comparison('>=', { zh: ['不低于', '不早于'], en: ['at least', 'not before'], flippedZh: ['不超过', '不晚于'], flippedEn: ['at most', 'not after'] }, (a, b) => a >= b);
