import { addDays, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';
import { within } from './calendar-range.ts';

/** `addDays`: so many calendar days later; negative: earlier. */
export const operator = signature(
  'addDays',
  { zh: (a, b) => `${a!.text}后第 ${b!.text} 日`, en: (a, b) => `${b!.text} days after ${a!.text}` },
  ['date', 'integer'],
  simple('date'),
  () => (date, days) => within(() => addDays(date as CivilDate, days as number)),
);
