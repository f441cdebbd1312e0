import type { Operator } from '../operator.ts';
import { compatible, simple, titleEn, titleZh } from '../type.ts';

/** `in`: the code (or integer) is a member of the list. "None" is a member of no list. */
export const operator: Operator = {
  name: 'in',
  says: {
    zh: (item, list) => `${item!.text}属于${list!.text}`,
    en: (item, list) => `${item!.text} is one of ${list!.text}`,
  },
  arity: [2, 2],
  standard: true,
  type(args, report) {
    const [item, list] = [args[0]!, args[1]!];
    if (list.type.kind !== 'list' || list.type.nullable)
      return report(
        'type-mismatch',
        `“in”的第二项应为列表，这里是${titleZh(list.type)}。`,
        `The second argument of "in" is a list; this is ${titleEn(list.type)}.`,
        1,
      );
    if (list.type.element !== undefined && !compatible({ ...item.type, nullable: false }, simple(list.type.element)))
      return report(
        'type-mismatch',
        `列表里不会有${titleZh(item.type)}。`,
        `That list never holds a value of this type: ${titleEn(item.type)}.`,
        0,
      );
    const [codes, needle] = [list.type.codes, item.literal];
    if (typeof needle === 'string' && codes !== undefined && !codes.has(needle))
      return report('unknown-code', `没有代码“${needle}”。`, `There is no code "${needle}".`, 0);
    for (const member of Array.isArray(list.literal) ? list.literal : [])
      if (typeof member === 'string' && item.type.codes !== undefined && !item.type.codes.has(member))
        return report('unknown-code', `没有代码“${member}”。`, `There is no code "${member}".`, 1);
    return simple('boolean');
  },
  apply: () => (item, list) => (list as readonly unknown[]).includes(item),
};
