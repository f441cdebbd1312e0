import { describe, expect, it } from 'vitest';
import { EdgeError } from './edge-error.ts';
import { parseJsonBody } from './json-body.ts';
import { requestIdOf } from './request-id.ts';

const codeOf = (body: Buffer): string | undefined => {
  try {
    parseJsonBody(body);
    return undefined;
  } catch (error) {
    return error instanceof EdgeError ? error.code : String(error);
  }
};

describe('a JSON body', () => {
  it('is read as UTF-8, with or without a byte order mark', () => {
    for (const mark of ['', '\ufeff'])
      expect(parseJsonBody(Buffer.from(`${mark}{"区":"杨浦"}`, 'utf8'))).toEqual({ value: { 区: '杨浦' }, keysTwice: [] });
  });

  it.each([
    ['a cut-off character', Buffer.from('"杨', 'utf8').subarray(0, 3), 'body-not-utf8'],
    ['an overlong form', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'body-not-utf8'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le'), 'body-not-utf8'],
    ['a trailing comma', Buffer.from('[1,]'), 'malformed-json'],
    ['two values', Buffer.from('{} {}'), 'malformed-json'],
    ['nothing', Buffer.alloc(0), 'malformed-json'],
    ['one name twice', Buffer.from('{"variables":{"i":{"facts":{"a":1,"a":2}}}}'), 'key-twice'],
  ])('with %s is refused by code', (_, body, code) => {
    expect(codeOf(body)).toBe(code);
  });
});

it('a number that memory would change keeps its digits', () => {
  expect(parseJsonBody(Buffer.from('{"constructionAmountYuan":999999.99999999999999999}')).value).toEqual({
    constructionAmountYuan: '999999.99999999999999999',
  });
});

describe('a request id', () => {
  it('is the caller’s where it is harmless', () => {
    expect(requestIdOf({ headers: { 'x-request-id': 'trace-1.2_3' } })).toBe('trace-1.2_3');
  });

  it.each(['', 'a b', 'a\nb', 'x'.repeat(65), '<script>'])('is a new one instead of "%s"', (given) => {
    expect(requestIdOf({ headers: { 'x-request-id': given } })).toMatch(/^[0-9a-f-]{36}$/);
  });
});
