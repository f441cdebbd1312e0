import { addExact } from '@guicheng/kernel';
import type { Operator } from '../operator.ts';
import { exactly } from '../rule-fault.ts';
import { sameNumericKind } from './arithmetic.ts';

/** `+`: exact sum of numbers of one kind. */
export const operator: Operator = {
  name: '+',
  says: {
    zh: (...args) => args.map(({ text }) => text).join(' + '),
    en: (...args) => args.map(({ text }) => text).join(' + '),
  },
  arity: [2, 16],
  standard: true,
  type: (args, report) => sameNumericKind('+', args, report),
  apply:
    () =>
    (...args) =>
      (args as number[]).reduce((sum, next) => exactly(addExact(sum, next))),
};
