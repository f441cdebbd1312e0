import { dayIn, type CivilMonth } from '@guicheng/kernel';
import { RuleFault } from '../rule-fault.ts';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `dayIn`: the n-th day of a month. A day the month does not have is a fault, never moved. */
export const operator = signature(
  'dayIn',
  { zh: (a, b) => `${a!.text}的 ${b!.text} 日`, en: (a, b) => `day ${b!.text} of ${a!.text}` },
  ['month', 'integer'],
  simple('date'),
  () => (month, day) => {
    const date = dayIn(month as CivilMonth, day as number);
    if (date === undefined)
      throw new RuleFault('date-not-possible', `该月没有 ${String(day)} 日。`, `The month has no day ${String(day)}.`);
    return date;
  },
);
