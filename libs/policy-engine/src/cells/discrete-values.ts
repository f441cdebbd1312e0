import type { DeclaredFact, FactValue, FieldDefinition } from '@guicheng/policy-model';
import type { Node } from '../node.ts';
import type { Kind } from '../type.ts';
import type { Value } from '../value.ts';
import { listsIn, literalsOf, usesOperator } from './literal-values.ts';
import { spread } from './number-line.ts';

const LENGTH = new Set(['characterCount']);
const ORDER = new Set(['precedes']);
const SIZE = new Set(['count']);
/** Two texts that differ, and a blank one; a text is only ever compared or counted. */
const TEXTS = ['甲', '乙', '', '　'];
/** More members than this are not put in and left out one by one together. */
const MOST_MEMBERS = 40;

/** Values of a fact that has no line of its own: yes and no, codes, texts, lists, objects. `readers`: the switches and expressions that read it. */
export function discreteValues(fact: DeclaredFact, readers: readonly Node[]): FactValue[] {
  const literals = new Map<Kind, Set<Value>>();
  for (const reader of readers) literalsOf(reader, literals);
  switch (fact.type) {
    case 'boolean':
      return [true, false];
    case 'code':
      return codes(fact, literals);
    case 'text':
      return [...TEXTS, ...lengths(readers, literals)];
    case 'list-of-code': {
      const isOrdered = readers.some((reader) => usesOperator(reader, ORDER));
      const named = codesNamed(fact, literals);
      return distinct([
        ...lists(named, Object.keys(fact.enum ?? {}), isOrdered),
        ...writtenLists(readers, named),
        // Rules name the members in the order that they want.
        ...(isOrdered ? [([...(literals.get('string') ?? [])] as string[]).filter((code) => named.includes(code))] : []),
        ...sizes(readers, literals, Object.keys(fact.enum ?? {})),
      ]);
    }
    case 'list-of-integer': {
      const members = numbers(literals, 'integer');
      return distinct([
        ...lists(members, [], false),
        ...writtenLists(readers, members),
        ...sizes(readers, literals, members.length > 0 ? members : [1, 2, 3]),
      ]);
    }
    case 'list-of-money':
      return distinct([...lists(numbers(literals, 'money'), [], false), ...sizes(readers, literals, [100, 200, 300])]);
    case 'list-of-object':
      return [[], ...objects(fact.fields ?? {}, literals).map((element) => [element])];
    case 'object':
      return objects(fact.fields ?? {}, literals);
    default:
      return [];
  }
}

/** The lists that the rules write out, of members that the fact can have. */
const writtenLists = <T extends FactValue>(readers: readonly Node[], members: readonly T[]): T[][] =>
  readers.flatMap(listsIn).filter((list) => list.length > 1 && list.every((member) => members.includes(member as T))) as T[][];

/** Longest list that is made only to have its length. */
const LONGEST = 100;

/** Where lists are counted: lists around each length that is named, and the first few lengths. */
function sizes<T extends FactValue>(
  readers: readonly Node[],
  literals: ReadonlyMap<Kind, ReadonlySet<Value>>,
  members: readonly T[],
): T[][] {
  if (members.length === 0 || !readers.some((reader) => usesOperator(reader, SIZE))) return [];
  const named = ([...(literals.get('integer') ?? [])] as number[]).flatMap((length) => [length - 1, length, length + 1]);
  const lengths = [...new Set([0, 1, 2, 3, ...named])].filter((length) => length >= 0 && length <= LONGEST);
  return lengths.map((length) => Array.from({ length }, (_, index) => members[index % members.length]!));
}

const codesNamed = ({ enum: labels = {} }: Pick<FieldDefinition, 'enum'>, literals: ReadonlyMap<Kind, ReadonlySet<Value>>): string[] => {
  const named = new Set([...(literals.get('string') ?? []), ...(literals.get('code') ?? [])]);
  return Object.keys(labels).filter((code) => named.has(code));
};

/** The codes that rules name, and one that they do not. */
function codes(fact: Pick<FieldDefinition, 'enum'>, literals: ReadonlyMap<Kind, ReadonlySet<Value>>): string[] {
  const named = codesNamed(fact, literals);
  const other = Object.keys(fact.enum ?? {}).find((code) => !named.includes(code));
  return other === undefined ? named : [...named, other];
}

function lengths(readers: readonly Node[], literals: ReadonlyMap<Kind, ReadonlySet<Value>>): string[] {
  if (!readers.some((reader) => usesOperator(reader, LENGTH))) return [];
  return [...(literals.get('integer') ?? [])]
    .flatMap((length) => [(length as number) - 1, length as number, (length as number) + 1])
    .filter((length) => length > 0 && length < 10_000)
    .map((length) => '字'.repeat(length));
}

/** Nothing, everything, and each named member alone and as the only one missing; both orders where order counts. */
function lists<T extends string | number>(members: readonly T[], all: readonly T[], isOrdered: boolean): T[][] {
  const named = members.slice(0, MOST_MEMBERS);
  const other = all.find((member) => !members.includes(member));
  const found: T[][] = [
    [],
    [...members],
    ...named.map((member) => [member]),
    ...(members.length > 2 ? named.map((member) => members.filter((each) => each !== member)) : []),
    ...(other === undefined ? [] : [[other]]),
    ...(isOrdered ? [[...members].reverse(), ...named.flatMap((a) => named.flatMap((b) => (a === b ? [] : [[a, b]])))] : []),
  ];
  return distinct(found);
}

function distinct<T>(lists: readonly T[]): T[] {
  const seen = new Set<string>();
  return lists.filter((list) => !seen.has(JSON.stringify(list)) && seen.add(JSON.stringify(list)));
}

function numbers(literals: ReadonlyMap<Kind, ReadonlySet<Value>>, kind: 'integer' | 'money'): number[] {
  const stated = [...(literals.get(kind) ?? [])] as number[];
  return [...new Set(stated.flatMap((value) => [value - 1, value, value + 1]))].filter((value) => value >= 0);
}

/** An object with every field in the middle of what it can be, and for each value of each field the object that differs in it. */
function objects(fields: Readonly<Record<string, FieldDefinition>>, literals: ReadonlyMap<Kind, ReadonlySet<Value>>): FactValue[] {
  const choices = Object.entries(fields).map(([name, field]) => [name, fieldValues(field, literals)] as const);
  const base = Object.fromEntries(choices.map(([name, values]) => [name, values[Math.floor(values.length / 2)]!]));
  const found = [base, ...choices.flatMap(([name, values]) => values.map((value) => ({ ...base, [name]: value })))];
  const low = Object.fromEntries(choices.map(([name, values]) => [name, values[0]!]));
  const high = Object.fromEntries(choices.map(([name, values]) => [name, values.at(-1)!]));
  return [...found, low, high];
}

function fieldValues(field: FieldDefinition, literals: ReadonlyMap<Kind, ReadonlySet<Value>>): FactValue[] {
  if (field.type === 'boolean') return [true, false];
  if (field.type === 'code') return codes(field, literals);
  if (field.type === 'text') return ['甲'];
  const kind = field.type as Kind;
  const stated = [...(literals.get(kind) ?? [])] as number[];
  const near = stated.flatMap((value) => [value - 1, value, value + 1]).filter((value) => value >= 0);
  const line = near.length > 0 ? near : spread(kind, NO_ERA).slice(0, 3);
  return [...new Set(line)].sort((a, b) => a - b);
}

/** Fields of objects are amounts and counts; none of the five texts has a date in an object, and none is tried there. */
const NO_ERA = { first: 0, last: 0 } as never;
