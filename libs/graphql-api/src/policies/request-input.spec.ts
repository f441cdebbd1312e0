import { describe, expect, it } from 'vitest';
import { factsOf, questionOf } from './request-input.ts';

const input = { district: 'yangpu', question: 'routing', asOf: '2024-03-18' };

describe('facts of both forms', () => {
  it('keep absent and null apart', () => {
    const facts = factsOf({ facts: { a: null, b: 1 } });
    expect(facts.ok && Object.keys(facts.value)).toEqual(['a', 'b']);
    expect(facts.ok && facts.value['a']).toBeNull();
    expect(facts.ok && 'c' in facts.value).toBe(false);
  });

  it('are put together; none at all is no fact', () => {
    expect(factsOf({ facts: { a: 1 }, factsJson: { b: 2 } })).toMatchObject({ ok: true, value: { a: 1, b: 2 } });
    for (const nothing of [{}, { facts: null, factsJson: null }]) expect(factsOf(nothing)).toMatchObject({ ok: true });
  });

  it('are refused where one is given twice, even with the same value, each by name', () => {
    expect(factsOf({ facts: { 'a/b': 1, c: null }, factsJson: { 'a/b': 1, c: 2, d: 3 } })).toMatchObject({
      ok: false,
      error: [
        { code: 'fact-given-twice', pointer: '/factsJson/a~1b' },
        { code: 'fact-given-twice', pointer: '/factsJson/c' },
      ],
    });
  });

  it.each([[[]], ['text'], [5], [true]])('are refused as %j', (factsJson) => {
    expect(factsOf({ factsJson })).toMatchObject({ ok: false, error: [{ code: 'wrong-type', pointer: '/factsJson' }] });
  });

  it('keep a key __proto__ as a key', () => {
    const facts = factsOf({ factsJson: JSON.parse('{"__proto__":{"isClassified":true}}') as unknown });
    expect(facts.ok && Object.keys(facts.value)).toEqual(['__proto__']);
    expect(facts.ok && facts.value['isClassified']).toBeUndefined();
  });
});

it('a request has only what was given', () => {
  expect(questionOf({ ...input, id: null, mode: null, receipt: null })).toEqual({
    ok: true,
    value: { request: { ...input, facts: {} }, receipt: false },
  });
  expect(questionOf({ ...input, id: 'x', mode: 'simulate', receipt: true })).toEqual({
    ok: true,
    value: { request: { ...input, id: 'x', mode: 'simulate', facts: {} }, receipt: true },
  });
});
