import { dayOfWeek, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `dayOfWeek`: 1 Monday to 7 Sunday. Says nothing about rest days: that is `isWorkingDay`. */
export const operator = signature(
  'dayOfWeek',
  { zh: (a) => `${a!.text}是星期几（1 为星期一，7 为星期日）`, en: (a) => `the weekday of ${a!.text} (1 Monday, 7 Sunday)` },
  ['date'],
  simple('integer'),
  () => (date) => dayOfWeek(date as CivilDate),
);
