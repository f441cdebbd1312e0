import type { Operator } from '../operator.ts';
import { simple } from '../type.ts';

/** `isNone`: the value is known to be none (`null`). Unknown stays unknown. */
export const operator: Operator = {
  name: 'isNone',
  says: {
    zh: (a) => `没有${a!.text}`,
    en: (a) => `there is no ${a!.text}`,
  },
  arity: [1, 1],
  type: (args, report) =>
    args[0]!.type.nullable || args[0]!.type.guarded === true
      ? simple('boolean')
      : report('never-none', '这个值不可能为“无”，无须判断。', 'This value can never be none.', 0),
  apply: () => (value) => value === null,
};
