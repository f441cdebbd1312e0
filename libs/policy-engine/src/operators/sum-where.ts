import { addExact } from '@guicheng/kernel';
import type { Operator } from '../operator.ts';
import { exactly } from '../rule-fault.ts';
import { shownText } from '../shown-text.ts';
import { simple, titleEn, titleZh } from '../type.ts';
import { declaredField } from './declared-field.ts';

/** `sumWhere`: over a list of objects, the sum of an amount field of those whose code field is the given code. 0 for none. Unknown while one lacks a field. */
export const operator: Operator = {
  name: 'sumWhere',
  says: {
    zh: (list, amount, key, code) => `${list!.text}中${key!.text}为${code!.text}的各项${amount!.text}之和`,
    en: (list, amount, key, code) => `the sum of ${amount!.text} over ${list!.text} whose ${key!.text} is ${code!.text}`,
  },
  needs: 'part',
  arity: [4, 4],
  type(args, report) {
    const [list, amount, key, code] = [args[0]!, args[1]!, args[2]!, args[3]!];
    if (list.type.kind !== 'list' || list.type.element !== 'object' || list.type.nullable)
      return report(
        'type-mismatch',
        `“sumWhere”的第一项应为对象列表，这里是${titleZh(list.type)}。`,
        `The first argument of "sumWhere" is a list of objects; this is ${titleEn(list.type)}.`,
        0,
      );
    const { fields } = list.type;
    const [amountField, keyField] = [declaredField(fields, amount.literal), declaredField(fields, key.literal)];
    if (amountField === undefined || !['money', 'integer'].includes(amountField.type))
      return report(
        'unknown-field',
        `没有金额或整数字段“${shownText(amount.literal)}”。`,
        `There is no amount or integer field "${shownText(amount.literal)}".`,
        1,
      );
    if (keyField?.type !== 'code')
      return report('unknown-field', `没有代码字段“${shownText(key.literal)}”。`, `There is no code field "${shownText(key.literal)}".`, 2);
    if (typeof code.literal !== 'string' || !Object.hasOwn(keyField.enum ?? {}, code.literal))
      return report(
        'unknown-code',
        `字段“${shownText(key.literal)}”没有代码“${shownText(code.literal)}”。`,
        `The field "${shownText(key.literal)}" has no code "${shownText(code.literal)}".`,
        3,
      );
    return simple(amountField.type as 'money' | 'integer');
  },
  apply: () => (list, amount, key, code) => {
    let sum = 0;
    for (const element of list as readonly Readonly<Record<string, unknown>>[]) {
      const [amountStated, keyStated] = [element[amount as string], element[key as string]];
      if (keyStated === undefined || (keyStated === code && amountStated === undefined)) return undefined;
      if (keyStated === code) sum = exactly(addExact(sum, amountStated as number));
    }
    return sum;
  },
};
