import { lastDayOfMonth, type CivilMonth } from '@guicheng/kernel';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `lastDayOfMonth`: the last day of a month. */
export const operator = signature(
  'lastDayOfMonth',
  { zh: (a) => `${a!.text}的最后一日`, en: (a) => `the last day of ${a!.text}` },
  ['month'],
  simple('date'),
  () => (month) => lastDayOfMonth(month as CivilMonth),
);
