import { comparison } from './comparison.ts';

/** `<` on values of one ordered kind. */
export const operator = comparison(
  '<',
  {
    zh: ['低于', '早于', '少于'],
    en: ['below', 'before', 'fewer than'],
    flippedZh: ['超过', '晚于', '超过'],
    flippedEn: ['above', 'after', 'more than'],
  },
  (a, b) => a < b,
);
