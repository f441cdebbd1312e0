import type { Argument, Report } from '../operator.ts';
import { titleEn, titleZh, type Kind, type Type } from '../type.ts';

const NUMERIC: ReadonlySet<Kind> = new Set<Kind>(['integer', 'decimal', 'percent', 'money']);

/** The one numeric kind of all arguments, or a report. */
export function sameNumericKind(name: string, args: readonly Argument[], report: Report): Type | undefined {
  const first = args[0]!.type;
  for (const [index, { type }] of args.entries()) {
    if (!NUMERIC.has(type.kind) || type.kind !== first.kind)
      return report(
        'type-mismatch',
        `“${name}”只计算同一种数值，这里是${titleZh(first)}与${titleZh(type)}。`,
        `"${name}" computes numbers of one kind; here ${titleEn(first)} and ${titleEn(type)}.`,
        index,
      );
    if (type.nullable)
      return report(
        'none-not-guarded',
        '这个值可能为“无”，计算前须先用 isNone 排除。',
        'This value may be none: exclude that with isNone before computing.',
        index,
      );
  }
  return { kind: first.kind, nullable: false };
}
