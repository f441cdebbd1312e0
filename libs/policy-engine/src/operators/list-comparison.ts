import type { Operator } from '../operator.ts';
import { ORDERED, simple, titleEn, titleZh } from '../type.ts';

/** Makes `someAtLeast` or `everyAtLeast`: a list of amounts or integers against one value. */
export const listComparison = (
  name: string,
  zh: string,
  en: string,
  holds: (list: readonly number[], least: number) => boolean,
): Operator => ({
  name,
  says: {
    zh: (list, least) => `${list!.text}中${zh}不低于${least!.text}`,
    en: (list, least) => `${en} of ${list!.text} is at least ${least!.text}`,
  },
  arity: [2, 2],
  type(args, report) {
    const [list, least] = [args[0]!.type, args[1]!.type];
    if (list.kind !== 'list' || list.nullable || list.element === undefined || !ORDERED.has(list.element))
      return report(
        'type-mismatch',
        `“${name}”的第一项应为金额或整数的列表，这里是${titleZh(list)}。`,
        `The first argument of "${name}" is a list of amounts or integers; this is ${titleEn(list)}.`,
        0,
      );
    if (least.kind !== list.element || least.nullable)
      return report(
        'type-mismatch',
        `“${name}”的第二项应与列表元素同类，这里是${titleZh(least)}。`,
        `The second argument of "${name}" is of the list's kind; this is ${titleEn(least)}.`,
        1,
      );
    return simple('boolean');
  },
  apply: () => (list, least) => holds(list as readonly number[], least as number),
});
