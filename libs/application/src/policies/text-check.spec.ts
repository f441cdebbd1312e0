import { expect, it } from 'vitest';
import { checkText } from './text-check.ts';

it('names every place of text that cannot be kept', () => {
  const raw = { id: 'a\u0000', facts: { 'x/y': ['ok', '\ud800'], '\udc00': 1 } };
  expect(checkText(raw).map(({ code, pointer }) => [code, pointer])).toEqual([
    ['text-has-nul', '/id'],
    ['text-not-unicode', '/facts/x~1y/1'],
    ['text-not-unicode', '/facts'],
  ]);
});

it('takes whole pairs and every other character', () => {
  expect(checkText({ text: '规程 😀 \u0001 \u2028' })).toEqual([]);
});

it('walks 32 levels and no further', () => {
  const nested = (levels: number): unknown => Array.from({ length: levels }).reduce((inner) => [inner], 'x');
  expect(checkText(nested(32))).toEqual([]);
  expect(checkText(nested(100_000)).map(({ code }) => code)).toEqual(['too-deep']);
});
