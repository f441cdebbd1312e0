import { percentHalfUp } from '@guicheng/kernel';
import { printValue, type CodeLabels, type FactValues, type FieldDefinition, type JsonValue, type ValueType } from '@guicheng/policy-model';
import { typeOf, type Type } from '../type.ts';
import { isRatio, type Value } from '../value.ts';
import { measureWord } from '../wording/measure-word.ts';
import { valueWords, type Words } from '../wording/value-words.ts';

/** What a value belongs to: says its unit and its codes. */
export interface Titled {
  readonly titleZh?: string | undefined;
  readonly unit?: string | undefined;
  readonly enum?: CodeLabels | undefined;
}

/** A value as the contract writes it: yuan, dates, codes; a ratio as a percentage rounded half up to two decimals, null where its whole is zero. */
export function printTyped(type: Type, value: Value): JsonValue {
  if (value === null) return null;
  if (isRatio(value)) return percentHalfUp(value.part, value.whole) ?? null;
  if (type.fields !== undefined)
    return Array.isArray(value)
      ? (value as readonly FactValues[]).map((element) => printObject(type.fields!, element))
      : printObject(type.fields, value as FactValues);
  return printValue(valueTypeOf(type), value);
}

/** As what a value of this type is written: a ratio as a percentage, a bare string as text, a list of them as codes. */
export function valueTypeOf({ kind, element }: Type): ValueType {
  if (kind === 'list') return `list-of-${element === undefined || element === 'string' ? 'code' : element}` as ValueType;
  return kind === 'string' ? 'text' : kind === 'ratio' ? 'percent' : kind;
}

const printObject = (fields: Readonly<Record<string, FieldDefinition>>, value: FactValues): JsonValue =>
  Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, Object.hasOwn(fields, name) ? printValue(fields[name]!.type, inner) : null]),
  );

/** A value with its unit, as people write it. */
export function shownValue(type: Type, value: Value, titled: Titled, labels: CodeLabels): Words {
  if (value !== null && type.fields !== undefined) return objectWords(type.fields, value, labels);
  const words = valueWords(type, value, isTextual(value) && titled.enum !== undefined ? { ...labels, ...titled.enum } : labels);
  const isNothing = value === null || (Array.isArray(value) && value.length === 0);
  const measure = countedKinds.has(type.element ?? type.kind) && !isNothing ? measureWord(titled.titleZh, titled.unit) : undefined;
  return measure === undefined
    ? words
    : {
        zh: `${words.zh} ${measure.zh}`,
        en: `${words.en} ${measure.en}`.trimEnd(),
      };
}

/** Only texts and lists look for labels; joining them for every figure would cost more than the figure. */
const isTextual = (value: Value): boolean => typeof value === 'string' || Array.isArray(value);

const countedKinds = new Set<Type['kind']>(['integer', 'decimal']);

function objectWords(fields: Readonly<Record<string, FieldDefinition>>, value: Value, labels: CodeLabels): Words {
  if (Array.isArray(value)) {
    const members = (value as readonly Value[]).map((member) => objectWords(fields, member, labels));
    return members.length === 0
      ? { zh: '无', en: 'none' }
      : {
          zh: members.map(({ zh }) => `［${zh}］`).join('、'),
          en: members.map(({ en }) => `[${en}]`).join(', '),
        };
  }
  const parts = Object.entries(value as FactValues).map(([name, inner]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const words = field === undefined ? { zh: '', en: '' } : shownValue(typeOf(field), inner, field, labels);
    return {
      zh: `${field?.titleZh ?? name} ${words.zh}`,
      en: `${name} ${words.en}`,
    };
  });
  return {
    zh: parts.map(({ zh }) => zh).join('、'),
    en: parts.map(({ en }) => en).join(', '),
  };
}

/** The unit of a figure: the stated one, else the one that its kind has anyway. */
export function unitOf(kind: Type['kind'], unit: string | undefined): { readonly unit?: string } {
  if (unit !== undefined) return { unit };
  if (kind === 'percent' || kind === 'ratio') return { unit: 'percent' };
  return kind === 'money' ? { unit: 'CNY' } : {};
}
