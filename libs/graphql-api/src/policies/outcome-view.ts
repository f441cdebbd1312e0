import type { JsonValue } from '@guicheng/policy-model';
import { ENUM_CODES, OUTCOME_TYPES, type OutcomeFieldShape } from '../vocabulary/generated-vocabulary.ts';

const CODES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(ENUM_CODES).map(([name, codes]) => [name, new Set(Object.values(codes))]),
);

/** Whether a code is one of an enum's. */
export const isKnownCode = (enumName: string, code: string): boolean => CODES.get(enumName)?.has(code) ?? false;

const INT32 = 2 ** 31;

const fitsScalar = (type: string, value: JsonValue): boolean => {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value) && value >= -INT32 && value < INT32;
  return typeof value === 'string' || typeof value === 'number';
};

/** Whether the typed field can show the value; a district may define codes and fields of its own. */
const fits = (shape: OutcomeFieldShape | undefined, value: JsonValue): boolean => {
  if (shape === undefined) return false;
  if (value === null) return true;
  const list = shape.type.startsWith('list-of-');
  if (list !== Array.isArray(value)) return false;
  const elementType = shape.type.replace('list-of-', '');
  const fitsOne = (element: JsonValue): boolean =>
    shape.enum === undefined ? fitsScalar(elementType, element) : typeof element === 'string' && isKnownCode(shape.enum, element);
  return list ? (value as readonly JsonValue[]).every(fitsOne) : fitsOne(value);
};

/** The typed outcome of a question, and the fields that only the JSON form can show. */
export const outcomeView = (
  question: string,
  outcome: Readonly<Record<string, JsonValue>>,
): { readonly typed: Readonly<Record<string, unknown>>; readonly onlyInJson: readonly string[] } => {
  const type = OUTCOME_TYPES[question];
  if (type === undefined) throw new Error(`no outcome type for the question ${question}`);
  const typed: Record<string, unknown> = { __typename: type.typeName };
  const onlyInJson: string[] = [];
  for (const [name, value] of Object.entries(outcome)) {
    if (fits(Object.hasOwn(type.fields, name) ? type.fields[name] : undefined, value)) typed[name] = value;
    else onlyInJson.push(name);
  }
  return { typed, onlyInJson };
};
