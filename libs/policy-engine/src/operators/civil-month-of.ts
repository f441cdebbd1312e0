import { civilMonthOf, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `civilMonthOf`: the month a date lies in, with its year. */
export const operator = signature(
  'civilMonthOf',
  { zh: (a) => `${a!.text}所在月`, en: (a) => `the month of ${a!.text}` },
  ['date'],
  simple('month'),
  () => (date) => civilMonthOf(date as CivilDate),
);
