import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `daysBetween`: calendar days from the first date to the second; the first does not count. Negative when the second lies before. */
export const operator = signature(
  'daysBetween',
  ['date', 'date'],
  simple('integer'),
  () => (from, to) => (to as number) - (from as number),
);
