import { simple } from '../type.ts';
import { membersOf } from './members.ts';
import { signature } from './signature.ts';

/** `includesAny`: some member of the second list is in the first. */
export const operator = signature(
  'includesAny',
  { zh: (a, b) => `${a!.text}包括${b!.text}中的任何一项`, en: (a, b) => `${a!.text} holds any of ${b!.text}` },
  ['list', 'list'],
  simple('boolean'),
  () => (list, wanted) => {
    const members = membersOf(list as readonly unknown[]);
    return (wanted as readonly unknown[]).some((member) => members.has(member));
  },
);
