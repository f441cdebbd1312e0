import { multiplyExact } from '@guicheng/kernel';
import type { Operator } from '../operator.ts';
import { exactly } from '../rule-fault.ts';
import { simple, titleEn, titleZh, type Kind } from '../type.ts';

const SCALABLE: ReadonlySet<Kind> = new Set<Kind>(['integer', 'decimal', 'percent', 'money']);

/** `*`: a number times an integer, exact; the result has the other side's kind. */
export const operator: Operator = {
  name: '*',
  says: {
    zh: (a, b) => `${a!.text} × ${b!.text}`,
    en: (a, b) => `${a!.text} × ${b!.text}`,
  },
  arity: [2, 2],
  standard: true,
  type(args, report) {
    const [a, b] = [args[0]!.type, args[1]!.type];
    const [scaled, factor] = a.kind === 'integer' ? [b, a] : [a, b];
    if (!SCALABLE.has(scaled.kind) || factor.kind !== 'integer')
      return report(
        'type-mismatch',
        `“*”须有一边是整数，这里是${titleZh(a)}与${titleZh(b)}。`,
        `"*" needs an integer on one side; here ${titleEn(a)} and ${titleEn(b)}.`,
      );
    if (a.nullable || b.nullable)
      return report(
        'none-not-guarded',
        '这个值可能为“无”，计算前须先用 isNone 排除。',
        'This value may be none: exclude that with isNone before computing.',
      );
    return simple(scaled.kind);
  },
  apply: () => (a, b) => exactly(multiplyExact(a as number, b as number)),
};
