import type { FactValue } from '@guicheng/policy-model';
import { membersOf } from './members.ts';
import { signature } from './signature.ts';

/** `without`: the first list's members that are not in the second, in their order. */
export const operator = signature(
  'without',
  { zh: (a, b) => `${a!.text}中除去${b!.text}的部分`, en: (a, b) => `${a!.text} without ${b!.text}` },
  ['list', 'list'],
  ([list]) => list!,
  () => (list, removed) => {
    const members = membersOf(removed as readonly FactValue[]);
    return (list as readonly FactValue[]).filter((member) => !members.has(member));
  },
);
