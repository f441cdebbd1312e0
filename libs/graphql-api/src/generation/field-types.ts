import type { ValueType } from '@guicheng/policy-model';

/** The GraphQL scalar of a vocabulary type; codes and objects have types of their own. */
const SCALARS: Readonly<Partial<Record<ValueType, string>>> = {
  boolean: 'Boolean',
  integer: 'Int',
  decimal: 'Decimal',
  percent: 'Percent',
  money: 'Money',
  date: 'Date',
  month: 'Month',
  instant: 'DateTime',
  text: 'String',
  'list-of-integer': 'Int',
  'list-of-money': 'Money',
};

/** Whether the vocabulary type is a list. */
export const isList = (type: ValueType): boolean => type.startsWith('list-of-');

/** Whether values are codes, one or a list. */
export const isCode = (type: ValueType): boolean => type === 'code' || type === 'list-of-code';

/** Whether values are objects, one or a list. */
export const isObject = (type: ValueType): boolean => type === 'object' || type === 'list-of-object';

/** The GraphQL type of a field; `named` is its enum or object type where it is a code or an object. Always nullable. */
export const fieldType = (type: ValueType, named: string): string => {
  const element = SCALARS[type] ?? named;
  return isList(type) ? `[${element}!]` : element;
};
