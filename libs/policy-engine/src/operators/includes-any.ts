import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `includesAny`: some member of the second list is in the first. */
export const operator = signature(
  'includesAny',
  ['list', 'list'],
  simple('boolean'),
  () => (list, wanted) => (wanted as readonly unknown[]).some((member) => (list as readonly unknown[]).includes(member)),
);
