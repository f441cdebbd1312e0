import { RuleFault } from '../rule-fault.ts';
import { simple } from '../type.ts';
import { signature } from './signature.ts';

/** `%`: remainder of integers; tells odd from even. */
export const operator = {
  ...signature(
    '%',
    { zh: (a, b) => `${a!.text} 除以 ${b!.text} 的余数`, en: (a, b) => `the remainder of ${a!.text} ÷ ${b!.text}` },
    ['integer', 'integer'],
    simple('integer'),
    () => (a, b) => {
      if (b === 0) throw new RuleFault('division-by-zero', '除数为零，无法计算。', 'The divisor is zero.');
      return (a as number) % (b as number);
    },
  ),
  standard: true,
};
