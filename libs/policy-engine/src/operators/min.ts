import type { Operator } from '../operator.ts';
import { ORDERED, titleEn, titleZh } from '../type.ts';

/** `min`: the least of values of one ordered kind. */
export const operator: Operator = {
  name: 'min',
  says: {
    zh: (...args) =>
      `${args.map(({ text }) => text).join('、')}中的${args[0]!.kind === 'date' ? (args.length === 2 ? '较早' : '最早') : args.length === 2 ? '较小' : '最小'}者`,
    en: (...args) => `the ${args[0]!.kind === 'date' ? 'earliest' : 'least'} of ${args.map(({ text }) => text).join(', ')}`,
  },
  arity: [2, 16],
  standard: true,
  type(args, report) {
    const first = args[0]!.type;
    for (const [index, { type }] of args.entries()) {
      if (!ORDERED.has(type.kind) || type.kind !== first.kind)
        return report(
          'type-mismatch',
          `“min”须为同一种可比较的值，这里是${titleZh(type)}。`,
          `"min" takes values of one ordered kind; this is ${titleEn(type)}.`,
          index,
        );
      if (type.nullable)
        return report(
          'none-not-guarded',
          '这个值可能为“无”，须先用 isNone 排除。',
          'This value may be none: exclude that with isNone first.',
          index,
        );
    }
    return { kind: first.kind, nullable: false };
  },
  apply:
    () =>
    (...args) =>
      Math.min(...(args as number[])),
};
