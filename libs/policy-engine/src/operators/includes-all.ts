import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `includesAll`: every member of the second list is in the first. */
export const operator = signature(
  'includesAll',
  ['list', 'list'],
  simple('boolean'),
  () => (list, wanted) => (wanted as readonly unknown[]).every((member) => (list as readonly unknown[]).includes(member)),
);
