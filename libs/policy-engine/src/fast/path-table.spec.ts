import { describe, expect, it } from 'vitest';
import type { Path } from './path.ts';
import { PathTable } from './path-table.ts';

const pathOf = (words: Int32Array): Path => ({ key: [...words].join(' ') }) as unknown as Path;
const wordsOf = (index: number): Int32Array => Int32Array.of(index % 7, index, Math.imul(index, 0x9e3779b1) >>> 2);

describe('the table of paths', () => {
  it('finds each path by its words, made once', () => {
    const table = new PathTable(3);
    let made = 0;
    const make = (words: Int32Array): Path => {
      made += 1;
      return pathOf(words);
    };
    for (let turn = 0; turn < 3; turn++)
      for (let index = 0; index < 1_000; index++) expect(table.find(wordsOf(index), make)).toEqual(pathOf(wordsOf(index)));
    expect(made).toBe(1_000);
  });

  it('remembers that words lead to no path', () => {
    const table = new PathTable(3);
    expect([table.find(wordsOf(1), () => null), table.find(wordsOf(1), pathOf)]).toEqual([null, null]);
  });

  it('begins anew when there are more paths than it keeps, and still finds the right ones', () => {
    const table = new PathTable(3);
    for (let index = 0; index < 5_000; index++) expect(table.find(wordsOf(index % 1_500), pathOf)).toEqual(pathOf(wordsOf(index % 1_500)));
  });
});
