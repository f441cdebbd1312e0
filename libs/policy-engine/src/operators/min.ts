import { extreme } from './extreme.ts';

/** `min`: the least of values of one ordered kind. */
export const operator = extreme(
  'min',
  { zh: { amounts: ['较小', '最小'], dates: ['较早', '最早'] }, en: { amounts: 'least', dates: 'earliest' } },
  Math.min,
);
