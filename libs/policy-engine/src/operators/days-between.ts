import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `daysBetween`: calendar days from the first date to the second; the first does not count. Negative when the second lies before. */
export const operator = signature(
  'daysBetween',
  { zh: (a, b) => `${a!.text}至${b!.text}的天数`, en: (a, b) => `the days from ${a!.text} to ${b!.text}` },
  ['date', 'date'],
  simple('integer'),
  () => (from, to) => (to as number) - (from as number),
);
