import { describe, expect, it } from 'vitest';
import { counted } from './counted.ts';

describe('a number with its noun', () => {
  it.each([
    [0, '0 entries'],
    [1, '1 entry'],
    [2, '2 entries'],
    [101, '101 entries'],
  ])('%i', (count, text) => expect(counted(count, 'entry', 'entries')).toBe(text));

  it('that only takes an s', () => {
    expect([1, 20].map((count) => counted(count, 'row'))).toEqual(['1 row', '20 rows']);
  });
});
