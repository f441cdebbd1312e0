import type { Operator, SpokenArgument } from '../operator.ts';
import { ORDERED, titleEn, titleZh } from '../type.ts';

/** The extreme in words: of two and of more, for amounts and for dates. */
interface ExtremeWords {
  readonly zh: { readonly amounts: readonly [ofTwo: string, ofMore: string]; readonly dates: readonly [ofTwo: string, ofMore: string] };
  readonly en: { readonly amounts: string; readonly dates: string };
}

/** Makes `max` or `min`: the extreme one of values of one ordered kind. */
export const extreme = (name: string, words: ExtremeWords, pick: (...values: number[]) => number): Operator => ({
  name,
  arity: [2, 16],
  standard: true,
  says: {
    zh: (...args) => `${args.map(({ text }) => text).join('、')}中的${words.zh[kindOf(args)][args.length === 2 ? 0 : 1]}者`,
    en: (...args) => `the ${words.en[kindOf(args)]} of ${args.map(({ text }) => text).join(', ')}`,
  },
  type(args, report) {
    const first = args[0]!.type;
    for (const [index, { type }] of args.entries()) {
      if (!ORDERED.has(type.kind) || type.kind !== first.kind)
        return report(
          'type-mismatch',
          `“${name}”须为同一种可比较的值，这里是${titleZh(type)}。`,
          `"${name}" takes values of one ordered kind; this is ${titleEn(type)}.`,
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
      pick(...(args as number[])),
});

const kindOf = (args: readonly SpokenArgument[]): 'amounts' | 'dates' => (args[0]!.kind === 'date' ? 'dates' : 'amounts');
