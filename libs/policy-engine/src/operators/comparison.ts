import type { Operator, SpokenArgument } from '../operator.ts';
import { ORDERED, simple, titleEn, titleZh } from '../type.ts';

/** How one comparison reads for amounts and figures, for dates and times, and for things that are counted. */
type Wordings = readonly [amounts: string, dates: string, counts: string];

/** The comparison in words. */
export interface ComparisonWords {
  readonly zh: Wordings;
  readonly en: Wordings;
  /** The same seen from the other side, for "between": the middle is not below the first. */
  readonly flippedZh: Wordings;
  readonly flippedEn: Wordings;
}

const wordFor = ([amounts, dates, counts]: Wordings, { kind }: SpokenArgument): string =>
  ['date', 'month', 'instant'].includes(kind) ? dates : kind === 'integer' ? counts : amounts;

/** Makes one of `<` `<=` `>` `>=`: two arguments of one ordered kind, or three for "between". */
export const comparison = (name: string, words: ComparisonWords, holds: (a: number, b: number) => boolean): Operator => ({
  name,
  says: {
    zh: (a, b, c) =>
      c === undefined
        ? `${a!.text}${wordFor(words.zh, a!)}${b!.text}`
        : `${b!.text}${wordFor(words.flippedZh, b!)}${a!.text}且${wordFor(words.zh, b!)}${c.text}`,
    en: (a, b, c) =>
      c === undefined
        ? `${a!.text} is ${wordFor(words.en, a!)} ${b!.text}`
        : `${b!.text} is ${wordFor(words.flippedEn, b!)} ${a!.text} and ${wordFor(words.en, b!)} ${c.text}`,
  },
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
