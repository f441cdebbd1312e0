import { isFigureText } from './figure-text.ts';
import { endOfMonths, type CivilDate, type PeriodEnd } from '@guicheng/kernel';
import type { Operator } from '../operator.ts';
import { simple, titleEn, titleZh } from '../type.ts';
import { within } from './calendar-range.ts';

/** Makes `addMonths` or `addYears`: the last day of a period (民法典 200–203); its third argument is the literal "fixed" or "roll". */
export const period = (name: string, monthsEach: number, zh: string, en: string): Operator => ({
  name,
  says: {
    zh: (start, length, end) =>
      `${start!.text}起${isFigureText(length!.text) ? ` ${length!.text} ${zh}` : `满${length!.text}`}的届满日${end!.text === 'roll' ? '（遇休息日顺延）' : ''}`,
    en: (start, length, end) =>
      `the last day of ${length!.text} ${en} from ${start!.text}${end!.text === 'roll' ? ' (rolling over rest days)' : ''}`,
  },
  arity: [3, 3],
  type(args, report) {
    const [start, length, end] = [args[0]!, args[1]!, args[2]!];
    if (start.type.kind !== 'date')
      return report(
        'type-mismatch',
        `“${name}”的第一项应为日期，这里是${titleZh(start.type)}。`,
        `The first argument of "${name}" is a date; this is ${titleEn(start.type)}.`,
        0,
      );
    if (start.type.nullable)
      return report(
        'none-not-guarded',
        '这个日期可能为“无”，须先用 isNone 排除。',
        'This date may be none: exclude that with isNone first.',
        0,
      );
    if (length.type.kind !== 'integer' || length.type.nullable)
      return report('type-mismatch', `“${name}”的第二项应为整数。`, `The second argument of "${name}" is an integer.`, 1);
    if (end.literal !== 'fixed' && end.literal !== 'roll')
      return report(
        'period-end-missing',
        `“${name}”须写明 "fixed"（不顺延）或 "roll"（遇休息日顺延）。`,
        `"${name}" needs "fixed" (never rolls) or "roll" (rolls over rest days).`,
        2,
      );
    return simple('date');
  },
  apply: (calendar) => (start, length, end) =>
    within(() => endOfMonths(start as CivilDate, (length as number) * monthsEach, end as PeriodEnd, calendar)),
});
