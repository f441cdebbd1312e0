import { expect, it } from 'vitest';
import { canonicalArguments } from './canonical-arguments.ts';

it('any text has a form, and texts that differ in whole characters differ in it', () => {
  expect(canonicalArguments({ b: 'x\ud800', '\udfff': null, a: undefined })).toBe('{"b":"x\ufffd","\ufffd":null}');
  expect(canonicalArguments(['\\ud800', '\\\ud800', '\ud83d\ude00'])).toBe('["\\\\ud800","\\\\\ufffd","\ud83d\ude00"]');
});
