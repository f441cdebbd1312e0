import { comparison } from './comparison.ts';

/** `>` on values of one ordered kind. */
export const operator = comparison(
  '>',
  {
    zh: ['超过', '晚于', '超过'],
    en: ['above', 'after', 'more than'],
    flippedZh: ['低于', '早于', '少于'],
    flippedEn: ['below', 'before', 'fewer than'],
  },
  (a, b) => a > b,
);
