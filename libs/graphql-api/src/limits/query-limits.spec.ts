import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { queryLimitErrors } from './query-limits.ts';

const LIMITS = { depth: 3, fields: 6, rootFields: 2, aliases: 2 };
const exceeded = (query: string): readonly unknown[] =>
  queryLimitErrors(parse(query), LIMITS).map(({ extensions }) => [extensions['limit'], extensions['found']]);

describe('query limits', () => {
  it.each([
    ['{ a { b { c } } }', []],
    ['{ a { b { c { d } } } }', [['levels', 4]]],
    ['{ a { b c d e } x }', []],
    ['{ a { b c d e f } x }', [['fields', 7]]],
    ['{ a b c }', [['root-fields', 3]]],
    ['{ ... { a b c } }', [['root-fields', 3]]],
    ['{ ...f } fragment f on Query { a b c }', [['root-fields', 3]]],
    ['{ a { ...f } } fragment f on A { b { ...g } } fragment g on B { c { d } }', [['levels', 4]]],
    ['{ a { ...f ...f ...f } } fragment f on A { b c }', [['fields', 7]]],
    ['{ a { ...f } } fragment f on A { b ...f }', []],
    ['{ a { ...gone } }', []],
    ['{ a { x: b y: b } }', []],
    ['{ a { x: b y: b b } }', [['aliases-of-one-field', 3]]],
    ['{ a { b b b ...f } } fragment f on A { b }', []],
    ['{ a { x: b ... { y: b } ...f } } fragment f on A { z: b }', [['aliases-of-one-field', 3]]],
    ['{ a { b { x: c y: c z: c } } }', [['aliases-of-one-field', 3]]],
  ])('%s', (query, errors) => {
    expect(exceeded(query)).toEqual(errors);
  });

  it('apply to each operation of a document', () => {
    expect(exceeded('query A { a b c } query B { a }')).toEqual([['root-fields', 3]]);
  });

  it('measure fragments that double a thousand times at once, in a cycle too', () => {
    const chain = (last: string): string =>
      `{ ...f0 } ${Array.from({ length: 1000 }, (_, index) => `fragment f${index} on Q { ...f${index + 1} ...f${index + 1} }`).join(' ')} fragment f1000 on Q { ${last} }`;
    expect(exceeded(chain('a'))).not.toEqual([]);
    expect(exceeded(chain('...f0'))).toEqual([]);
  });

  it('in service let the introspection of tools pass', () => {
    expect(
      queryLimitErrors(
        parse(
          getIntrospectionQuery({
            descriptions: true,
            specifiedByUrl: true,
            directiveIsRepeatable: true,
            schemaDescription: true,
            inputValueDeprecation: true,
          }),
        ),
      ),
    ).toEqual([]);
  });
});
