import type { CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { within } from './calendar-range.ts';
import { signature } from './signature.ts';

/** `addWorkingDays`: the n-th working day after the date (the date itself never counts), by the official calendars. */
export const operator = signature(
  'addWorkingDays',
  { zh: (a, b) => `${a!.text}后第 ${b!.text} 个工作日`, en: (a, b) => `the ${b!.text}th working day after ${a!.text}` },
  ['date', 'integer'],
  simple('date'),
  (calendar) => (date, days) => within(() => calendar.nthWorkingDayAfter(date as CivilDate, days as number)),
);
