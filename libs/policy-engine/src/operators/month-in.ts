import { civilDateOf, civilMonthOf } from '@guicheng/kernel';
import { RuleFault } from '../rule-fault.ts';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `monthIn`: year and month 1 to 12. */
export const operator = signature(
  'monthIn',
  {
    zh: (a, b) => `${/^\d+$/.test(a!.text) ? `${a!.text} 年` : `${a!.text}的`} ${b!.text} 月`,
    en: (a, b) => `month ${b!.text} of ${a!.text}`,
  },
  ['integer', 'integer'],
  simple('month'),
  () => (year, month) => {
    const first = civilDateOf(year as number, month as number, 1);
    if (first === undefined)
      throw new RuleFault(
        'date-not-possible',
        `${String(year)} 年没有 ${String(month)} 月。`,
        `The year ${String(year)} has no month ${String(month)}.`,
      );
    return civilMonthOf(first);
  },
);
