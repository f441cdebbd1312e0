import type { Operator } from '../operator.ts';
import { simple, titleEn, titleZh } from '../type.ts';
import { checkRounding, divideRounded, type Rounding } from './rounding.ts';

/** One hundred per cent, in the millionths in which percentages are held. */
const HUNDRED_PERCENT = 100_000_000n;

/** `percentOf`: a percentage of an amount (or of a decimal), computed exactly and rounded once, to fen (or a millionth). */
export const operator: Operator = {
  name: 'percentOf',
  says: {
    zh: (percent, base) => (/%$/.test(percent!.text) ? `${base!.text}的 ${percent!.text}` : `${base!.text} × ${percent!.text}`),
    en: (percent, base) => `${percent!.text} of ${base!.text}`,
  },
  arity: [3, 3],
  type(args, report) {
    const [percent, base, rounding] = [args[0]!, args[1]!, args[2]!];
    if (percent.type.kind !== 'percent' || percent.type.nullable)
      return report(
        'type-mismatch',
        `“percentOf”的第一项应为百分数，这里是${titleZh(percent.type)}。`,
        `The first argument of "percentOf" is a percentage; this is ${titleEn(percent.type)}.`,
        0,
      );
    if (!['money', 'decimal'].includes(base.type.kind) || base.type.nullable)
      return report(
        'type-mismatch',
        `“percentOf”的第二项应为金额或小数，这里是${titleZh(base.type)}。`,
        `The second argument of "percentOf" is an amount or a decimal; this is ${titleEn(base.type)}.`,
        1,
      );
    return checkRounding(rounding, 'percentOf', 2, report) ? simple(base.type.kind) : undefined;
  },
  apply: () => (percent, base, rounding) =>
    divideRounded(BigInt(percent as number) * BigInt(base as number), HUNDRED_PERCENT, rounding as Rounding),
};
