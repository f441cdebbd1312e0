import { expect, it } from 'vitest';
import { isAcceptable } from './acceptable.ts';

it.each([
  [undefined, true],
  ['', true],
  ['*/*', true],
  ['application/*;q=0.1', true],
  ['text/html, application/json', true],
  ['application/graphql-response+json; charset=utf-8', true],
  ['APPLICATION/JSON', true],
  ['application/json;q=0', false],
  ['application/json; q=0.000, text/html', false],
  ['application/xml', false],
  ['text/html', false],
  ['json', false],
])('%s: %s', (accept, expected) => expect(isAcceptable(accept)).toBe(expected));
