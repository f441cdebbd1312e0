import { monthOf, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `monthOf`: the month of a date, 1 to 12. */
export const operator = signature(
  'monthOf',
  { zh: (a) => `${a!.text}的月份`, en: (a) => `the month number of ${a!.text}` },
  ['date'],
  simple('integer'),
  () => (date) => monthOf(date as CivilDate),
);
