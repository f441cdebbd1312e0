import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { TYPE_DEFS } from '../../type-defs.ts';
import { readExamples } from './examples.ts';
import { reference } from './reference.ts';

const root = new URL('../../../', import.meta.url);
const examples = readExamples(new URL('examples', root).pathname);

describe('the reference', () => {
  it('is what the schema and the examples give now: npm run generate -w @guicheng/graphql-api', () => {
    expect(readFileSync(new URL('docs/reference.md', root), 'utf8')).toBe(reference(TYPE_DEFS, examples));
  });

  it('is refused while an operation, of any kind, has no example', () => {
    const schema = 'type Query { a: Int } type Mutation { b: Int }';
    const a = { field: 'a', zh: '甲', en: 'a', document: '# 甲\n# a\n{ a }', variables: {} };
    expect(() => reference(schema, [a])).toThrow('b: no example of it');
    expect(reference(schema, [a, { ...a, field: 'b' }])).toContain('### mutation b');
  });

  it('shows defaults as they are written, deprecations, and every type', () => {
    const schema = 'enum E { A "二" B } type Query { a(e: E = B): [[T!]] } type T { old: Int @deprecated(reason: "改用 a | use a") }';
    const text = reference(schema, [{ field: 'a', zh: '甲', en: 'a', document: '', variables: {} }]);
    expect(text).toContain('| `e` | [E](#e) = `B` |');
    expect(text).toContain('**已弃用 deprecated**: 改用 a \\| use a');
    expect(text).toContain('### T\n');
  });

  it.each(examples.map((example) => [example.field, example] as const))('the example of %s fits the schema', (_, { document }) => {
    expect(validate(buildSchema(TYPE_DEFS), parse(document))).toEqual([]);
  });
});
