import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberAsWritten, parseJsonText } from './json-text.ts';

describe('a number', () => {
  it.each(['0', '-0', '1000000', '999999.99', '1e6', '1.50', '0.1', '1E+2', '-25e-2', '9007199254740992.0'])(
    '%s is a number',
    (written) => {
      expect(numberAsWritten(written)).toBe(Number(written));
    },
  );

  it.each([
    '999999.99999999999999999',
    '90071992547409.911',
    '9007199254740993',
    '1e-400',
    '1e999',
    '-0.30000000000000000001',
    '999999.99999999999999999e0',
  ])('%s that memory would change stays as it is written', (written) => {
    expect(numberAsWritten(written)).toBe(written);
  });

  it('that memory wrote is always one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(numberAsWritten(JSON.stringify(value)), Object.is(value, -0) ? 0 : value)).toBe(true);
      }),
    );
  });
});

describe('JSON text', () => {
  it('reads as JSON.parse reads it, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('keeps the digits of a number in the middle of it', () => {
    expect(parseJsonText('{"a":[1,999999.99999999999999999,2],"b":"9007199254740993"}')).toEqual({
      ok: true,
      value: { a: [1, '999999.99999999999999999', 2], b: '9007199254740993' },
    });
  });

  it.each([
    ['{"a":1,"a":2}', ['a']],
    ['{"facts":[{"x":1},{"y":{"k":1,"z":{},"k":1}}]}', ['facts', 1, 'y', 'k']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"\\"":1,"\\\\":2,"\\"":3}', ['"']],
    ['{"__proto__":1,"__proto__":2}', ['__proto__']],
  ])('with one name twice is refused: %s', (text, path) => {
    expect(parseJsonText(text)).toEqual({ ok: false, error: { kind: 'key-twice', path } });
  });

  it('may repeat a name in another object, or as a value', () => {
    expect(parseJsonText('[{"a":"a","b":{"a":"\\\\"}},{"a":"b"}]').ok).toBe(true);
  });

  it('that is none is refused, and deep nesting does not end the reader', () => {
    expect(parseJsonText('{')).toMatchObject({ ok: false, error: { kind: 'not-json' } });
    expect(parseJsonText('['.repeat(100_000) + ']'.repeat(100_000)).ok).toBe(true);
  });
});
