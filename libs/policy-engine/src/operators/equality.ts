import type { Operator } from '../operator.ts';
import { compatible, simple, titleEn, titleZh, type Type } from '../type.ts';

const COMPARABLE = new Set<Type['kind']>([
  'boolean',
  'integer',
  'decimal',
  'percent',
  'money',
  'date',
  'month',
  'instant',
  'code',
  'text',
  'string',
]);

/** Makes `==` or `!=`: two values of one type. "None" equals no value. A code literal must be one that the other side can be. */
export const equality = (name: string, equal: boolean): Operator => ({
  name,
  says: {
    zh: (a, b) => `${a!.text}${equal ? '为' : '不是'}${b!.text}`,
    en: (a, b) => `${a!.text} is ${equal ? '' : 'not '}${b!.text}`,
  },
  arity: [2, 2],
  standard: true,
  type(args, report) {
    const [a, b] = [args[0]!, args[1]!];
    if (!compatible(a.type, b.type))
      return report(
        'type-mismatch',
        `“${name}”两边类型不同：${titleZh(a.type)}与${titleZh(b.type)}。`,
        `"${name}" compares ${titleEn(a.type)} with ${titleEn(b.type)}.`,
        1,
      );
    if (!COMPARABLE.has(a.type.kind))
      return report('type-mismatch', `“${name}”不能比较${titleZh(a.type)}。`, `"${name}" does not compare ${titleEn(a.type)}.`, 0);
    for (const [index, one, other] of [
      [0, a, b],
      [1, b, a],
    ] as const)
      if (typeof one.literal === 'string' && other.type.codes !== undefined && !other.type.codes.has(one.literal))
        return report(
          'unknown-code',
          `没有代码“${one.literal}”。可用的代码：${[...other.type.codes].join('、')}。`,
          `There is no code "${one.literal}". Known: ${[...other.type.codes].join(', ')}.`,
          index,
        );
    return simple('boolean');
  },
  apply: () => (a, b) => (a === b) === equal,
});
