import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `includesAny`: some member of the second list is in the first. */
export const operator = signature(
  'includesAny',
  { zh: (a, b) => `${a!.text}包括${b!.text}中的任何一项`, en: (a, b) => `${a!.text} holds any of ${b!.text}` },
  ['list', 'list'],
  simple('boolean'),
  () => (list, wanted) => (wanted as readonly unknown[]).some((member) => (list as readonly unknown[]).includes(member)),
);
