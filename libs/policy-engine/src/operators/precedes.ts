import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `precedes`: the first code stands in the list somewhere before the second; false when either is not in it. */
export const operator = signature(
  'precedes',
  { zh: (a, b, c) => `${a!.text}中${b!.text}在${c!.text}之前`, en: (a, b, c) => `in ${a!.text}, ${b!.text} comes before ${c!.text}` },
  ['list', 'code', 'code'],
  simple('boolean'),
  () => (list, first, second) => {
    const members = list as readonly unknown[];
    const index = members.indexOf(first);
    return index !== -1 && members.indexOf(second, index + 1) !== -1;
  },
);
