import type { FieldType, FormField } from './form.ts';

/** JSON Schema keywords that a field of each type has, so that any JSON Schema tool reads it as we do; the value `true`: present, whatever it says. */
type Keywords = Readonly<Record<string, unknown>>;

const STRING: Keywords = { type: 'string', minLength: 1 };
/** Exact amounts and numbers may come as decimal text, as facts may. */
const NUMBER: Keywords = { type: ['number', 'string'] };

const KEYWORDS: Readonly<Record<FieldType, Keywords>> = {
  text: STRING,
  signature: STRING,
  attachment: STRING,
  code: { type: 'string', enum: true, 'x-labels': true },
  'list-of-code': { type: 'array', uniqueItems: true, items: true, 'x-labels': true },
  boolean: { type: 'boolean' },
  seal: { type: 'boolean' },
  integer: { type: 'integer' },
  decimal: NUMBER,
  percent: NUMBER,
  money: { ...NUMBER, 'x-unit': 'CNY' },
  date: { type: 'string', format: 'date' },
  month: { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' },
  rows: { type: 'array', maxItems: true, items: true },
};

/** Bounds that a field of the type may have besides; what is named neither here nor above does not belong to the type. */
const OPTIONAL: Partial<Readonly<Record<FieldType, readonly string[]>>> = {
  text: ['x-maxCharacters'],
  signature: ['x-maxCharacters'],
  attachment: ['x-maxCharacters'],
  'list-of-code': ['minItems'],
  integer: ['minimum', 'maximum', 'x-unit'],
  decimal: ['x-unit'],
  percent: ['x-unit'],
  rows: ['minItems'],
};

const SCHEMA_KEYWORDS = [
  'type',
  'enum',
  'x-labels',
  'x-unit',
  'format',
  'pattern',
  'minLength',
  'x-maxCharacters',
  'minimum',
  'maximum',
  'uniqueItems',
  'minItems',
  'maxItems',
  'items',
] as const;

/** The keywords of a field that do not say what its `x-type` says. */
export function keywordsThatDiffer(field: FormField): string[] {
  const needed = KEYWORDS[field['x-type']];
  const optional = OPTIONAL[field['x-type']] ?? [];
  return SCHEMA_KEYWORDS.filter((keyword) => {
    const stated = field[keyword];
    const wanted = needed[keyword];
    if (wanted === undefined) return stated !== undefined && !optional.includes(keyword);
    return wanted === true ? stated === undefined : JSON.stringify(stated) !== JSON.stringify(wanted);
  });
}

/** The codes a field's answer may take. */
export const codesOf = (field: FormField): readonly string[] =>
  field.enum ?? (field['x-type'] === 'list-of-code' ? (field.items as { readonly enum: readonly string[] }).enum : []);
