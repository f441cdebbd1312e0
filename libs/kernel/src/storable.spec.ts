import { expect, it } from 'vitest';
import { isStorable } from './storable.ts';

it.each([
  ['', true],
  ['说明 😀\n', true],
  ['甲\u0000', false],
  ['甲\ud83d', false],
  ['\ude00甲', false],
])('%j can be kept: %s', (text, expected) => expect(isStorable(text)).toBe(expected));
