import { describe, expect, it } from 'vitest';
import { parseRequest } from './request-parse.ts';

const REQUEST = { id: 'r1', district: 'north', question: 'routing', asOf: '2024-03-18', mode: 'in-force', facts: {} };

const problemsOf = (raw: unknown): string[] => {
  const parsed = parseRequest(raw);
  return parsed.ok ? [] : parsed.error.map(({ code, pointer }) => `${code} ${pointer}`);
};

describe('a request', () => {
  it('is taken as it is when its form is right', () => {
    expect(parseRequest(REQUEST)).toEqual({ ok: true, value: REQUEST });
  });

  it.each<[string, unknown, string[]]>([
    ['no object', 'routing', ['request-malformed ']],
    ['null', null, ['request-malformed ']],
    ['a list', [], ['request-malformed ']],
    ['no facts', { ...REQUEST, facts: undefined }, ['property-missing /facts']],
    ['facts that are a list', { ...REQUEST, facts: [] }, ['wrong-type /facts']],
    ['an unknown key', { ...REQUEST, tenant: 'x' }, ['property-not-known /tenant']],
    ['an unknown mode', { ...REQUEST, mode: 'dream' }, ['value-not-allowed /mode']],
    ['an unknown question', { ...REQUEST, question: 'weather' }, ['unknown-question /question']],
    ['an un-padded day', { ...REQUEST, asOf: '2024-3-18' }, ['date-not-valid /asOf']],
    [
      'an impossible day and an unknown question',
      { ...REQUEST, asOf: '2023-02-29', question: 'x' },
      ['unknown-question /question', 'date-not-valid /asOf'],
    ],
    ['half a Unicode character in its id', { ...REQUEST, id: '\udc00' }, ['text-not-unicode /id']],
    ['a number as id', { ...REQUEST, id: 7 }, ['wrong-type /id']],
  ])('is refused for %s', (_title, raw, expected) => {
    expect(problemsOf(raw)).toEqual(expected);
  });

  it('is refused in Chinese first, in English too', () => {
    const parsed = parseRequest({ ...REQUEST, mode: 'dream' });
    expect(!parsed.ok && parsed.error[0]).toMatchObject({
      zh: expect.stringMatching(/[\u4e00-\u9fff]/) as string,
      en: expect.stringMatching(/^[\x20-\x7e]+$/) as string,
    });
  });
});
