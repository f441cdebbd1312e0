import type { CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { within } from './calendar-range.ts';
import { isFigureText } from './figure-text.ts';
import { signature } from './signature.ts';

/** `addWorkingDays`: the n-th working day after the date (the date itself never counts), by the official calendars. */
export const operator = signature(
  'addWorkingDays',
  {
    zh: (a, b) => (isFigureText(b!.text) ? `${a!.text}后第 ${b!.text} 个工作日` : `${a!.text}后满${b!.text}之日（按工作日计）`),
    en: (a, b) => `working day number ${b!.text} after ${a!.text}`,
  },
  ['date', 'integer'],
  simple('date'),
  (calendar) => (date, days) => within(() => calendar.nthWorkingDayAfter(date as CivilDate, days as number)),
);
