import type { WorkingDayCalendar } from '@guicheng/kernel';
import type { Operator, Saying } from '../operator.ts';
import { compatible, simple, titleEn, titleZh, type Kind, type Type } from '../type.ts';
import type { Value } from '../value.ts';

/** What an argument must be; several kinds: one of them. */
type Parameter = Kind | readonly Kind[];

/** Makes an operator whose parameters have fixed kinds. None of them may be `null`. */
export const signature = (
  name: string,
  says: Saying,
  parameters: readonly Parameter[],
  result: Type | ((args: readonly Type[]) => Type),
  apply: (calendar: WorkingDayCalendar) => (...args: Value[]) => Value | undefined,
): Operator => ({
  name,
  says,
  arity: [parameters.length, parameters.length],
  type(args, report) {
    for (const [index, { type }] of args.entries()) {
      const kinds = [parameters[index]!].flat() as Kind[];
      if (!kinds.some((kind) => compatible(simple(kind), { ...type, nullable: false })))
        return report(
          'type-mismatch',
          `“${name}”的第 ${index + 1} 项应为${kinds.map((kind) => titleZh(simple(kind))).join('或')}，这里是${titleZh(type)}。`,
          `Argument ${index + 1} of "${name}" is ${kinds.join(' or ')}; this is ${titleEn(type)}.`,
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
    return typeof result === 'function' ? result(args.map(({ type }) => type)) : result;
  },
  apply,
});
