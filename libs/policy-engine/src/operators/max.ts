import type { Operator } from '../operator.ts';
import { ORDERED, titleEn, titleZh } from '../type.ts';

/** `max`: the greatest of values of one ordered kind. */
export const operator: Operator = {
  name: 'max',
  says: {
    zh: (...args) =>
      `${args.map(({ text }) => text).join('、')}中的${args[0]!.kind === 'date' ? (args.length === 2 ? '较晚' : '最晚') : args.length === 2 ? '较大' : '最大'}者`,
    en: (...args) => `the ${args[0]!.kind === 'date' ? 'latest' : 'greatest'} of ${args.map(({ text }) => text).join(', ')}`,
  },
  arity: [2, 16],
  standard: true,
  type(args, report) {
    const first = args[0]!.type;
    for (const [index, { type }] of args.entries()) {
      if (!ORDERED.has(type.kind) || type.kind !== first.kind)
        return report(
          'type-mismatch',
          `“max”须为同一种可比较的值，这里是${titleZh(type)}。`,
          `"max" takes values of one ordered kind; this is ${titleEn(type)}.`,
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
      Math.max(...(args as number[])),
};
