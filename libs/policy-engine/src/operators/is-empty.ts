import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `isEmpty`: the list has no member. */
export const operator = signature(
  'isEmpty',
  { zh: (a) => `${a!.text}为空`, en: (a) => `${a!.text} is empty` },
  ['list'],
  simple('boolean'),
  () => (list) => (list as readonly unknown[]).length === 0,
);
