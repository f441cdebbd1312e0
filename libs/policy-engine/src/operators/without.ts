import type { FactValue } from '@guicheng/policy-model';
import { signature } from './signature.ts';

/** `without`: the first list's members that are not in the second, in their order. */
export const operator = signature(
  'without',
  ['list', 'list'],
  ([list]) => list!,
  () => (list, removed) => (list as readonly FactValue[]).filter((member) => !(removed as readonly FactValue[]).includes(member)),
);
