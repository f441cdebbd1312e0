import { yearOf, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `yearOf`: the year of a date. */
export const operator = signature(
  'yearOf',
  { zh: (a) => `${a!.text}所在年度`, en: (a) => `the year of ${a!.text}` },
  ['date'],
  simple('integer'),
  () => (date) => yearOf(date as CivilDate),
);
