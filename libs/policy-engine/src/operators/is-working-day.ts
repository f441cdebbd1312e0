import type { CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `isWorkingDay`: worked by the official calendar, make-up days included. */
export const operator = signature(
  'isWorkingDay',
  { zh: (a) => `${a!.text}是工作日`, en: (a) => `${a!.text} is a working day` },
  ['date'],
  simple('boolean'),
  (calendar) => (date) => calendar.isWorkingDay(date as CivilDate),
);
