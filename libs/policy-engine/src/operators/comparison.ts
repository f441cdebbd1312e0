import type { Operator } from '../operator.ts';
import { ORDERED, simple, titleEn, titleZh } from '../type.ts';

/** Makes one of `<` `<=` `>` `>=`: two arguments of one ordered kind, or three for "between". */
export const comparison = (name: string, holds: (a: number, b: number) => boolean): Operator => ({
  name,
  arity: [2, 3],
  standard: true,
  type(args, report) {
    const first = args[0]!.type;
    for (const [index, { type }] of args.entries()) {
      if (!ORDERED.has(type.kind))
        return report(
          'type-mismatch',
          `“${name}”比较数值、金额、日期或时间，这里是${titleZh(type)}。`,
          `"${name}" compares numbers, money, dates or instants; this is ${titleEn(type)}.`,
          index,
        );
      if (type.kind !== first.kind)
        return report(
          'type-mismatch',
          `“${name}”两边类型不同：${titleZh(first)}与${titleZh(type)}。`,
          `"${name}" compares ${titleEn(first)} with ${titleEn(type)}.`,
          index,
        );
      if (type.nullable)
        return report(
          'none-not-guarded',
          '这个值可能为“无”，比较前须先用 isNone 排除。',
          'This value may be none: exclude that with isNone before comparing.',
          index,
        );
    }
    return simple('boolean');
  },
  apply: () => (a, b, c) => holds(a as number, b as number) && (c === undefined || holds(b as number, c as number)),
});
