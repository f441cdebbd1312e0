import type { FactDefinition, FieldDefinition, ValueType } from '@guicheng/policy-model';

/** What kind of value an expression gives. `string` is a bare text literal: a code or a text, whichever its neighbour is. */
export type Kind =
  Exclude<ValueType, 'list-of-code' | 'list-of-integer' | 'list-of-money' | 'list-of-object'> | 'ratio' | 'list' | 'string';

/** What is known of the values of an expression before any fact is. */
export interface Type {
  readonly kind: Kind;
  /** May be `null`, known to be none. */
  readonly nullable: boolean;
  /** Could be `null` elsewhere; a condition excludes that here. */
  readonly guarded?: boolean;
  /** The codes a code (or the elements of a list of codes) can be, when that is closed. */
  readonly codes?: ReadonlySet<string>;
  /** Kind of a list's elements. */
  readonly element?: Kind;
  /** Fields of an object, or of the objects of a list. */
  readonly fields?: Readonly<Record<string, FieldDefinition>>;
}

/** The type of a kind that needs nothing more said of it; never `null`. */
export const simple = (kind: Kind): Type => ({ kind, nullable: false });

/** Kinds with an order: `<` and its like apply within one kind, never across. */
export const ORDERED: ReadonlySet<Kind> = new Set<Kind>(['integer', 'decimal', 'percent', 'money', 'date', 'month', 'instant']);

/** The type of a fact, a definition or an outcome field. */
export function typeOf(definition: Pick<FactDefinition, 'type' | 'nullable' | 'enum' | 'fields'>): Type {
  const nullable = definition.nullable === true;
  const codes = definition.enum === undefined ? {} : { codes: new Set(Object.keys(definition.enum)) };
  const fields = definition.fields === undefined ? {} : { fields: definition.fields };
  return definition.type.startsWith('list-of-')
    ? { kind: 'list', nullable, element: definition.type.slice('list-of-'.length) as Kind, ...codes, ...fields }
    : { kind: definition.type as Kind, nullable, ...codes, ...fields };
}

/** Names of kinds for people. */
const TITLES: Readonly<Record<Kind, string>> = {
  boolean: '是否',
  integer: '整数',
  decimal: '小数',
  percent: '百分数',
  money: '金额',
  date: '日期',
  month: '月份',
  instant: '时间',
  code: '代码',
  text: '文本',
  string: '文本或代码',
  object: '对象',
  ratio: '比例',
  list: '列表',
};

/** A type in Chinese, with the kind of its elements and “或‘无’” where it may be none. */
export const titleZh = (type: Type): string =>
  `${TITLES[type.kind]}${type.element === undefined ? '' : `（${TITLES[type.element]}）`}${type.nullable ? '或“无”' : ''}`;
/** The same in English. */
export const titleEn = (type: Type): string =>
  `${type.kind}${type.element === undefined ? '' : ` of ${type.element}`}${type.nullable ? ' or none' : ''}`;

const isTextual = (kind: Kind): boolean => kind === 'code' || kind === 'text' || kind === 'string';

/** Whether values of the two types can be compared for equality, or stand in each other's place. */
export const compatible = (a: Type, b: Type): boolean =>
  a.kind === b.kind
    ? a.kind !== 'list' ||
      a.element === undefined ||
      b.element === undefined ||
      a.element === b.element ||
      (isTextual(a.element) && isTextual(b.element))
    : isTextual(a.kind) && isTextual(b.kind);

/** The type of a value that is one or the other. */
export function join(a: Type, b: Type): Type {
  const general = a.kind === 'string' ? b : a;
  const codes = a.codes !== undefined && b.codes !== undefined ? { codes: new Set([...a.codes, ...b.codes]) } : {};
  return {
    kind: general.kind,
    nullable: a.nullable || b.nullable,
    ...(general.element === undefined ? {} : { element: general.element }),
    ...codes,
  };
}
