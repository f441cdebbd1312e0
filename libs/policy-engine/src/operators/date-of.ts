import { civilDateOf } from '@guicheng/kernel';
import { RuleFault } from '../rule-fault.ts';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `dateOf`: year, month and day. A day that does not exist is a fault, never moved. */
export const operator = signature(
  'dateOf',
  {
    zh: (a, b, c) => `${/^\d+$/.test(a!.text) ? `${a!.text} 年` : `${a!.text}的`} ${b!.text} 月 ${c!.text} 日`,
    en: (a, b, c) => `the date ${a!.text}-${b!.text}-${c!.text}`,
  },
  ['integer', 'integer', 'integer'],
  simple('date'),
  () => (year, month, day) => {
    const date = civilDateOf(year as number, month as number, day as number);
    if (date === undefined)
      throw new RuleFault(
        'date-not-possible',
        `${String(year)} 年 ${String(month)} 月 ${String(day)} 日不存在。`,
        `The day ${String(year)}-${String(month)}-${String(day)} does not exist.`,
      );
    return date;
  },
);
