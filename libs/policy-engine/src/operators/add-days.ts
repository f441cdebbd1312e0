import { addDays, type CivilDate } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';
import { within } from './calendar-range.ts';

/** `addDays`: so many calendar days later; negative: earlier. */
export const operator = signature(
  'addDays',
  ['date', 'integer'],
  simple('date'),
  () => (date, days) => within(() => addDays(date as CivilDate, days as number)),
);
