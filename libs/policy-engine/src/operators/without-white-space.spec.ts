import { describe, expect, it } from 'vitest';
import { CALENDAR } from '../../fixtures/small-policy.ts';
import { operator } from './without-white-space.ts';

const apply = operator.apply(CALENDAR);

describe('withoutWhiteSpace', () => {
  it('drops spaces, ideographic spaces, tabs and line ends', () => {
    expect(apply(' 建\u3000设\t内\r\n容 ')).toBe('建设内容');
  });
  it('keeps punctuation and characters outside the basic plane', () => {
    expect(apply('建设，𠮷。')).toBe('建设，𠮷。');
  });
});
