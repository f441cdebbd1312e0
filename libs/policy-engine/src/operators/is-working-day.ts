import type { CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `isWorkingDay`: worked by the official calendar, make-up days included. */
export const operator = signature(
  'isWorkingDay',
  ['date'],
  simple('boolean'),
  (calendar) => (date) => calendar.isWorkingDay(date as CivilDate),
);
