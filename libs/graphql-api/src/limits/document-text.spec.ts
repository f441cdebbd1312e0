import { getIntrospectionQuery, Lexer, parse, print, Source, TokenKind } from 'graphql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentTextProblem, MOST_NESTING } from './document-text.ts';
import { MOST_TOKENS } from './query-limits.ts';

const codeOf = (text: string): string | undefined => documentTextProblem(text)?.code;
const fields = (count: number): string => `{ ${'a '.repeat(count - 2)} }`;

describe('the text of a document', () => {
  it.each<[string, string]>([
    ['fields', `${'{ a '.repeat(2_000)}${'}'.repeat(2_000)}`],
    ['fields that are never closed', '{a'.repeat(1_900)],
    ['lists in an argument', `{ a(b: ${'['.repeat(1_900)}${']'.repeat(1_900)}) }`],
    ['objects in an argument', `{ a(b: ${'{c:'.repeat(900)}1${'}'.repeat(900)}) }`],
    ['list types', `query ($a: ${'['.repeat(1_900)}Int${']'.repeat(1_900)}) { a }`],
    ['brackets behind strings and comments', `# {\n{ a(b: "{", c: """ \\""" { """) ${'{ a '.repeat(MOST_NESTING)}`],
  ])('that nests %s too deep is refused', (_, text) => {
    expect(codeOf(text)).toBe('document-too-deep');
  });

  it('may nest as deep as the limit, however many brackets stand in strings and comments', () => {
    expect(codeOf(`${'{ a '.repeat(MOST_NESTING)}${'}'.repeat(MOST_NESTING)}`)).toBeUndefined();
    const brackets = '{'.repeat(500);
    expect(
      codeOf(`{ a(b: "${brackets}\\"${brackets}", c: """${brackets}"${brackets}\\"""${brackets}""") # ${brackets}\n }`),
    ).toBeUndefined();
  });

  it('has as many tokens as graphql counts', () => {
    expect([codeOf(fields(MOST_TOKENS)), codeOf(fields(MOST_TOKENS + 1))]).toEqual([undefined, 'document-too-long']);
    expect(() => parse(fields(MOST_TOKENS), { maxTokens: MOST_TOKENS })).not.toThrow();
    const numbers = `{ a(b: [${'-1.5e+3 '.repeat(MOST_TOKENS - 9)}]) }`;
    expect([codeOf(numbers), codeOf(numbers.replace('[', '[1 '))]).toEqual([undefined, 'document-too-long']);
    const introspection = getIntrospectionQuery();
    const lexer = new Lexer(new Source(introspection));
    let count = 0;
    while (lexer.advance().kind !== TokenKind.EOF) count += 1;
    const repeated = Math.floor(MOST_TOKENS / count);
    expect(codeOf(introspection.repeat(repeated))).toBeUndefined();
    expect(codeOf(introspection.repeat(repeated + 1))).toBe('document-too-long');
    expect(codeOf(print(parse(introspection)))).toBeUndefined();
  });

  it('whatever it is, is judged in time proportional to its length', () => {
    const parts = fc.constantFrom('{', '}', '[', '"', '"""', '\\', '\\"""', '#', '\n', 'a', '...', '规', ' ');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 200 }), (text) => {
        documentTextProblem(text.join(''));
      }),
      { seed: 20261126 },
    );
    for (const hostile of ['"""\\', '\\"""', '"\\', '"""a', '#\r', '"\n', ' ']) {
      const started = performance.now();
      documentTextProblem(hostile.repeat(250_000));
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});
