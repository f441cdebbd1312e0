import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `count`: how many members a list has. */
export const operator = signature(
  'count',
  { zh: (a) => `${a!.text}的项数`, en: (a) => `the number of ${a!.text}` },
  ['list'],
  simple('integer'),
  () => (list) => (list as readonly unknown[]).length,
);
