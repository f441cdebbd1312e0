import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { TYPE_DEFS } from '../../type-defs.ts';
import { ENUM_CODES } from '../../vocabulary/generated-vocabulary.ts';
import { datesInReason } from '../../http/deprecation-dates.ts';
import { printedSchema } from './printed-schema.ts';
import { lastRelease } from './released-schema.ts';
import { releaseObjections, schemaChanges } from './schema-changes.ts';

const root = new URL('../../../', import.meta.url);
const growing = new Set(Object.keys(ENUM_CODES));

describe('the whole schema in one file', () => {
  it('is what the parts give now: npm run generate -w @guicheng/graphql-api', () => {
    expect(readFileSync(new URL('schema.graphql', root), 'utf8')).toBe(printedSchema(TYPE_DEFS));
  });

  it('has the same bytes whatever the order of its parts, and others when a field is added', () => {
    const [a, b] = ['type Query { a: Int b: Thing }', 'type Thing { c: Int }'];
    expect(printedSchema(`${b} ${a}`)).toBe(printedSchema(`${a} ${b}`));
    expect(printedSchema(`${a} type Thing { c: Int d: Int }`)).not.toBe(printedSchema(`${a} ${b}`));
  });
});

describe('what integrators hold in their hands', () => {
  const released = lastRelease(new URL('released', root).pathname);

  it(`is not broken since ${released.version}, but for what is accepted with its dates`, () => {
    expect(releaseObjections(schemaChanges(released.sdl, TYPE_DEFS, growing), released.accepted)).toEqual([]);
  });

  it.each([
    ['a field that is gone', '  engineVersion: String!', '  engine: String!', 'breaking, not accepted: Query.engineVersion was removed.'],
    [
      'an argument that must be given now',
      'first: Int\n',
      'first: Int!\n',
      'breaking, not accepted: Query.policies arg first has changed type from Int to Int!.',
    ],
    [
      'another default',
      'first: Int\n',
      'first: Int = 10\n',
      'dangerous, not accepted: Query.policies arg first has changed defaultValue from 50 to 10.',
    ],
  ])('would be broken by %s', (_, before, after, objection) => {
    const changed = TYPE_DEFS.replace(before, after);
    expect(changed).not.toBe(TYPE_DEFS);
    expect(releaseObjections(schemaChanges(released.sdl, changed, growing), [])).toContain(objection);
  });
});

describe('a change that is accepted', () => {
  const changes = schemaChanges('type Query { a: Int b: Int }', 'type Query { a: Int }');
  const change = 'Query.b was removed.';
  const why = { change, zh: '改用 a', en: 'use a' };

  it.each([
    ['is announced with its dates and half a year between them', { ...why, deprecatedOn: '2027-01-01', sunsetOn: '2027-06-30' }, []],
    ['leaves less than the notice', { ...why, deprecatedOn: '2027-01-01', sunsetOn: '2027-06-29' }, ['dates']],
    ['has a date that does not exist', { ...why, deprecatedOn: '2027-02-30', sunsetOn: '2028-01-01' }, ['dates']],
    ['has no dates', why, ['dates']],
    ['says no reason', { ...why, zh: '', deprecatedOn: '2027-01-01', sunsetOn: '2028-01-01' }, ['without a reason']],
    ['does not happen', { ...why, change: 'Query.c was removed.' }, ['not accepted', 'no change: Query.c']],
  ])('that %s', (_, accepted, objections) => {
    const found = releaseObjections(changes, [accepted]);
    expect(found).toHaveLength(objections.length);
    objections.forEach((objection, index) => expect(found[index]).toContain(objection));
  });

  it('needs no dates where it breaks nobody who reads carefully, and nothing at all where an enum is said to grow', () => {
    const [before, after] = ['enum E { A } type Query { e: E }', 'enum E { A B } type Query { e: E }'];
    const added = 'B was added to enum type E.';
    expect(releaseObjections(schemaChanges(before, after), [])).toEqual([`dangerous, not accepted: ${added}`]);
    expect(releaseObjections(schemaChanges(before, after), [{ change: added, zh: '新增', en: 'added' }])).toEqual([]);
    expect(schemaChanges(before, after, new Set(['E']))).toEqual([]);
  });
});

it('every deprecation begins with its dates: announced and gone', () => {
  const undated: string[] = [];
  const look = (name: string, reason: string | null | undefined): void => {
    if (typeof reason === 'string' && datesInReason(reason) === undefined) undated.push(name);
  };
  for (const type of Object.values(buildSchema(TYPE_DEFS).getTypeMap())) {
    if (isEnumType(type)) type.getValues().forEach((value) => look(`${type.name}.${value.name}`, value.deprecationReason));
    if (isObjectType(type) || isInputObjectType(type))
      Object.values(type.getFields()).forEach((field) => look(`${type.name}.${field.name}`, field.deprecationReason));
  }
  expect(undated).toEqual([]);
  expect([datesInReason('2027-01-01/2027-07-01 改用 b · use b') !== undefined, datesInReason('use b')]).toEqual([true, undefined]);
});
