import type { Operator } from '../operator.ts';
import { simple, titleEn, titleZh } from '../type.ts';
import { checkRounding, divideRounded, type Rounding } from './rounding.ts';

const ONE = 1_000_000n;

/** Makes `times` or `dividedBy`: an amount and a decimal (man-months, say), computed exactly and rounded once, to fen. */
export const scaling = (
  name: string,
  zh: string,
  en: string,
  compute: (amount: bigint, factor: bigint, rounding: Rounding) => number,
): Operator => ({
  name,
  says: { zh: (a, b) => `${a!.text}${zh}${b!.text}`, en: (a, b) => `${a!.text} ${en} ${b!.text}` },
  arity: [3, 3],
  type(args, report) {
    const [amount, factor, rounding] = [args[0]!, args[1]!, args[2]!];
    if (amount.type.kind !== 'money' || amount.type.nullable)
      return report(
        'type-mismatch',
        `“${name}”的第一项应为金额，这里是${titleZh(amount.type)}。`,
        `The first argument of "${name}" is an amount; this is ${titleEn(amount.type)}.`,
        0,
      );
    if (factor.type.kind !== 'decimal' || factor.type.nullable)
      return report(
        'type-mismatch',
        `“${name}”的第二项应为小数，这里是${titleZh(factor.type)}。`,
        `The second argument of "${name}" is a decimal; this is ${titleEn(factor.type)}.`,
        1,
      );
    return checkRounding(rounding, name, 2, report) ? simple('money') : undefined;
  },
  apply: () => (amount, factor, rounding) => compute(BigInt(amount as number), BigInt(factor as number), rounding as Rounding),
});

/** amount × factor. */
export const multiplied = (amount: bigint, factor: bigint, rounding: Rounding): number => divideRounded(amount * factor, ONE, rounding);

/** amount ÷ factor. */
export const divided = (amount: bigint, factor: bigint, rounding: Rounding): number => divideRounded(amount * ONE, factor, rounding);
