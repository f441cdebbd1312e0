import type { FieldDefinition, JsonValue, ValueType } from '@guicheng/policy-model';

const INT32 = 2 ** 31;

/** Fields of objects by name; undefined: nobody says what kind they are. */
type Fields = Readonly<Record<string, FieldDefinition>> | undefined;

/** Which field of `TypedValue` holds a value of a kind. */
const FIELD: Readonly<Partial<Record<ValueType, string>>> = {
  boolean: 'boolean',
  decimal: 'decimal',
  percent: 'percent',
  money: 'money',
  date: 'date',
  month: 'month',
  instant: 'instant',
  code: 'code',
  text: 'text',
};

/** `TypedValue` of the schema, of a value as the contract writes it. */
export const typedValueView = (kind: ValueType, value: JsonValue, fields?: Fields): Readonly<Record<string, unknown>> => {
  if (value === null) return { kind, none: true };
  const known = { kind, none: false };
  if (Array.isArray(value)) {
    const element = kind.replace(/^list-of-/, '') as ValueType;
    return { ...known, items: (value as readonly JsonValue[]).map((one) => typedValueView(element, one, fields)) };
  }
  if (typeof value === 'object')
    return {
      ...known,
      fields: Object.entries(value as Readonly<Record<string, JsonValue>>).map(([name, inner]) => ({
        name,
        value: typedValueView(kindOf(fields, name, inner), inner),
      })),
    };
  const written = String(value);
  if (kind === 'integer')
    return { ...known, written, integer: typeof value === 'number' && value >= -INT32 && value < INT32 ? value : null };
  const field = FIELD[kind];
  return field === undefined ? { ...known, written } : { ...known, written, [field]: value };
};

const kindOf = (fields: Fields, name: string, value: JsonValue): ValueType => {
  const declared = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  return declared?.type ?? (typeof value === 'boolean' ? 'boolean' : 'text');
};
