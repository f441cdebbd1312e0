import { subtractExact } from '@guicheng/kernel';
import type { Operator } from '../operator.ts';
import { exactly } from '../rule-fault.ts';
import { sameNumericKind } from './arithmetic.ts';

/** `-`: exact difference of two numbers of one kind. */
export const operator: Operator = {
  name: '-',
  says: {
    zh: (a, b) => `${a!.text} − ${b!.text}`,
    en: (a, b) => `${a!.text} − ${b!.text}`,
  },
  arity: [2, 2],
  standard: true,
  type: (args, report) => sameNumericKind('-', args, report),
  apply: () => (a, b) => exactly(subtractExact(a as number, b as number)),
};
