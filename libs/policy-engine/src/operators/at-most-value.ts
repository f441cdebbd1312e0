import { comparison } from './comparison.ts';

/** `<=` on values of one ordered kind. */
export const operator = comparison(
  '<=',
  {
    zh: ['不超过', '不晚于', '不超过'],
    en: ['at most', 'not after', 'at most'],
    flippedZh: ['不低于', '不早于', '不少于'],
    flippedEn: ['at least', 'not before', 'at least'],
  },
  (a, b) => a <= b,
);
