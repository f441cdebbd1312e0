import { buildSchema, isEnumType, isScalarType, isSpecifiedScalarType, isUnionType, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { resolversOf } from './resolvers.ts';
import { SCALARS } from './scalars/scalars.ts';
import { TYPE_DEFS } from './type-defs.ts';

const schema = buildSchema(TYPE_DEFS);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

const NO_CURSORS = { write: () => '', read: () => undefined };

describe('the schema and what stands behind it', () => {
  it('every enum value has its word of the contract, and none is left over', () => {
    // Values of an enum are words; fields of a type are functions.
    const words = (entry: object): boolean => Object.values(entry).every((value) => typeof value === 'string');
    const codes = Object.fromEntries(
      Object.entries(resolversOf({} as Parameters<typeof resolversOf>[0], () => Promise.resolve({}), NO_CURSORS)).filter(
        ([name, entry]) => !(name in SCALARS) && words(entry) && Object.keys(entry).length > 0,
      ),
    ) as Readonly<Record<string, Readonly<Record<string, string>>>>;
    const enums = types.filter(isEnumType);
    expect(enums.map(({ name }) => name).sort()).toEqual(Object.keys(codes).sort());
    for (const type of enums)
      expect(Object.keys(codes[type.name] ?? {}).sort()).toEqual(
        type
          .getValues()
          .map(({ name }) => name)
          .sort(),
      );
  });

  it('every scalar is implemented', () => {
    expect(
      types
        .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(SCALARS).sort());
  });

  it.each(['Query', 'Mutation', 'Subscription'])('every field of %s has a resolver, and none is left over', (root) => {
    // Wiring reads no use case before it is asked.
    const resolvers = resolversOf({} as Parameters<typeof resolversOf>[0], () => Promise.resolve({}), NO_CURSORS);
    const type = schema.getType(root) as GraphQLObjectType | undefined;
    expect(Object.keys(resolvers[root] ?? {}).sort()).toEqual(Object.keys(type?.getFields() ?? {}).sort());
  });

  it('what a person can get wrong is a member of every result', () => {
    const results = types.filter((type) => isUnionType(type) && type.name.endsWith('Result'));
    expect(results.length).toBeGreaterThan(5);
    const without = results.filter((type) => isUnionType(type) && !type.getTypes().some(({ name }) => name === 'RequestRefused'));
    // A year is a number; nothing about it can be refused.
    expect(without.map(({ name }) => name)).toEqual(['CalendarResult']);
  });
});
