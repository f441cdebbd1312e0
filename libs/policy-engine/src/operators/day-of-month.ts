import { dayOfMonth, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `dayOfMonth`: the day of a date in its month, 1 to 31. */
export const operator = signature(
  'dayOfMonth',
  { zh: (a) => `${a!.text}在当月的日数`, en: (a) => `the day number of ${a!.text}` },
  ['date'],
  simple('integer'),
  () => (date) => dayOfMonth(date as CivilDate),
);
