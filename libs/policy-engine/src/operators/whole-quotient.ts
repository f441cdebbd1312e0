import { RuleFault } from '../rule-fault.ts';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `wholeQuotient`: how many whole times the second integer goes into the first. */
export const operator = signature(
  'wholeQuotient',
  { zh: (a, b) => `${a!.text} ÷ ${b!.text} 的整数部分`, en: (a, b) => `the whole part of ${a!.text} ÷ ${b!.text}` },
  ['integer', 'integer'],
  simple('integer'),
  () => (a, b) => {
    if (b === 0) throw new RuleFault('division-by-zero', '除数为零，无法计算。', 'The divisor is zero.');
    return Math.floor((a as number) / (b as number));
  },
);
