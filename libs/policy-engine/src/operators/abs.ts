import type { Operator } from '../operator.ts';
import { sameNumericKind } from './arithmetic.ts';

/** `abs`: the amount without its sign. */
export const operator: Operator = {
  name: 'abs',
  arity: [1, 1],
  type: (args, report) => sameNumericKind('abs', args, report),
  apply: () => (a) => Math.abs(a as number),
};
