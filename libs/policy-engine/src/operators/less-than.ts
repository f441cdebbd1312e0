import { comparison } from './comparison.ts';

/** `<` on values of one ordered kind. */
export const operator = comparison('<', { zh: ['低于', '早于'], en: ['below', 'before'], flippedZh: ['超过', '晚于'], flippedEn: ['above', 'after'] }, (a, b) => a < b);
