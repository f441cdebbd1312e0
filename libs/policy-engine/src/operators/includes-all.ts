import { simple } from '../type.ts';
import { membersOf } from './members.ts';
import { signature } from './signature.ts';

/** `includesAll`: every member of the second list is in the first. */
export const operator = signature(
  'includesAll',
  { zh: (a, b) => `${a!.text}包括${b!.text}的全部`, en: (a, b) => `${a!.text} holds all of ${b!.text}` },
  ['list', 'list'],
  simple('boolean'),
  () => (list, wanted) => {
    const members = membersOf(list as readonly unknown[]);
    return (wanted as readonly unknown[]).every((member) => members.has(member));
  },
);
