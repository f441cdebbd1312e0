import type { Operator } from '../operator.ts';
import { simple, titleEn, titleZh } from '../type.ts';

/** `ratio`: part and whole of one numeric kind, kept exact, never divided. */
export const operator: Operator = {
  name: 'ratio',
  says: {
    zh: (part, whole) => `${part!.text}占${whole!.text}的比例`,
    en: (part, whole) => `the share of ${part!.text} in ${whole!.text}`,
  },
  arity: [2, 2],
  type(args, report) {
    const [part, whole] = [args[0]!.type, args[1]!.type];
    if (part.kind !== whole.kind || !['money', 'integer', 'decimal'].includes(part.kind))
      return report(
        'type-mismatch',
        `比例两项须为同一种数值，这里是${titleZh(part)}与${titleZh(whole)}。`,
        `A ratio takes two numbers of one kind; here ${titleEn(part)} and ${titleEn(whole)}.`,
      );
    if (part.nullable || whole.nullable)
      return report(
        'none-not-guarded',
        '这个值可能为“无”，须先用 isNone 排除。',
        'This value may be none: exclude that with isNone first.',
      );
    return simple('ratio');
  },
  apply: () => (part, whole) => ({ part: part as number, whole: whole as number }),
};
