import type { Operator } from '../operator.ts';
import { declaredField } from './declared-field.ts';
import { shownText } from '../shown-text.ts';
import { titleEn, titleZh, typeOf } from '../type.ts';

/** `fieldOf`: a field of an object fact. A field that is not stated is unknown. */
export const operator: Operator = {
  name: 'fieldOf',
  says: {
    zh: (object, field) => `${object!.text}的${field!.text}`,
    en: (object, field) => `${field!.text} of ${object!.text}`,
  },
  needs: 'part',
  arity: [2, 2],
  type(args, report) {
    const [object, field] = [args[0]!, args[1]!];
    if (object.type.kind !== 'object' || object.type.nullable)
      return report(
        'type-mismatch',
        `“fieldOf”的第一项应为对象，这里是${titleZh(object.type)}。`,
        `The first argument of "fieldOf" is an object; this is ${titleEn(object.type)}.`,
        0,
      );
    const definition = declaredField(object.type.fields, field.literal);
    return definition === undefined
      ? report(
          'unknown-field',
          `没有字段“${shownText(field.literal)}”。可用：${Object.keys(object.type.fields ?? {}).join('、')}。`,
          `There is no field "${shownText(field.literal)}". Known: ${Object.keys(object.type.fields ?? {}).join(', ')}.`,
          1,
        )
      : typeOf(definition);
  },
  apply: () => (object, field) => (object as Readonly<Record<string, number>>)[field as string],
};
