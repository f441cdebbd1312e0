import { comparison } from './comparison.ts';

/** `>=` on values of one ordered kind. */
export const operator = comparison(
  '>=',
  {
    zh: ['不低于', '不早于', '不少于'],
    en: ['at least', 'not before', 'at least'],
    flippedZh: ['不超过', '不晚于', '不超过'],
    flippedEn: ['at most', 'not after', 'at most'],
  },
  (a, b) => a >= b,
);
