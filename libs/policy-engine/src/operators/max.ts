import { extreme } from './extreme.ts';

/** `max`: the greatest of values of one ordered kind. */
export const operator = extreme(
  'max',
  { zh: { amounts: ['较大', '最大'], dates: ['较晚', '最晚'] }, en: { amounts: 'greatest', dates: 'latest' } },
  Math.max,
);
