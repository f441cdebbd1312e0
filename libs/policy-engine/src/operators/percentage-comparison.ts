import { compareToPercent, type Micro } from '@guicheng/kernel';
import type { Operator } from '../operator.ts';
import { simple, titleEn, titleZh } from '../type.ts';
import { isRatio, type Value } from '../value.ts';

const compare = (value: Value, percent: Value): number =>
  isRatio(value) ? compareToPercent(value.part, value.whole, percent as Micro) : (value as number) - (percent as number);

/** Makes one of `atMost` `atLeast` `moreThan` `lessThan`: a ratio or percentage against a percentage, exact by cross-multiplication. */
export const percentageComparison = (name: string, zh: string, en: string, holds: (order: number) => boolean): Operator => ({
  name,
  says: { zh: (a, b) => `${a!.text}${zh}${b!.text}`, en: (a, b) => `${a!.text} is ${en} ${b!.text}` },
  arity: [2, 2],
  type(args, report) {
    const [value, percent] = [args[0]!.type, args[1]!.type];
    if (value.kind !== 'ratio' && value.kind !== 'percent')
      return report(
        'type-mismatch',
        `“${name}”的第一项应为比例或百分数，这里是${titleZh(value)}。`,
        `The first argument of "${name}" is a ratio or percentage; this is ${titleEn(value)}.`,
        0,
      );
    if (percent.kind !== 'percent')
      return report(
        'type-mismatch',
        `“${name}”的第二项应为百分数，这里是${titleZh(percent)}。`,
        `The second argument of "${name}" is a percentage; this is ${titleEn(percent)}.`,
        1,
      );
    if (value.nullable || percent.nullable)
      return report(
        'none-not-guarded',
        '这个值可能为“无”，须先用 isNone 排除。',
        'This value may be none: exclude that with isNone first.',
      );
    return simple('boolean');
  },
  apply: () => (value, percent) => holds(compare(value, percent)),
});
