import type { Operator } from '../operator.ts';
import { sameNumericKind } from './arithmetic.ts';

/** `abs`: the amount without its sign. */
export const operator: Operator = {
  name: 'abs',
  says: {
    zh: (a) => `${a!.text}的绝对值`,
    en: (a) => `the amount of ${a!.text} without its sign`,
  },
  arity: [1, 1],
  type: (args, report) => sameNumericKind('abs', args, report),
  apply: () => (a) => Math.abs(a as number),
};
