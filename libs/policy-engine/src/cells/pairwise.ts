import type { SeededRandom } from './seeded-random.ts';

/** Rows tried for each one kept: the one with most new pairs is kept. */
const CANDIDATES = 8;

/**
 * Rows of choices (one index a column) such that, as far as `most` rows allow, any two values of any two columns stand in some row. Each row is begun with
 * a pair that none has yet and completed at random, the best of several.
 */
export function* pairwiseRows(sizes: readonly number[], most: number, random: SeededRandom): Generator<number[]> {
  const open = new Set<number>();
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const values = sizes.reduce((sum, size) => sum + size, 0);
  const key = (a: number, x: number, b: number, y: number): number => (starts[a]! + x) * values + starts[b]! + y;
  for (const [a, left] of sizes.entries())
    for (let b = a + 1; b < sizes.length; b++) for (let x = 0; x < left; x++) for (let y = 0; y < sizes[b]!; y++) open.add(key(a, x, b, y));
  const columnOf = (value: number): number => starts.findLastIndex((start) => start <= value);
  const pairsOf = (row: readonly number[]): number[] => row.flatMap((x, a) => row.slice(a + 1).map((y, i) => key(a, x, a + 1 + i, y)));
  for (let made = 0; open.size > 0 && made < most; made++) {
    const [pair] = open;
    const [left, right] = [Math.floor(pair! / values), pair! % values];
    const [a, b] = [columnOf(left), columnOf(right)];
    let best: { readonly row: number[]; readonly pairs: number[]; readonly gain: number } | undefined;
    for (let trial = 0; trial < CANDIDATES; trial++) {
      const row = sizes.map((size, column) => (column === a ? left - starts[a]! : column === b ? right - starts[b]! : random.below(size)));
      const pairs = pairsOf(row);
      const gain = pairs.reduce((sum, each) => sum + (open.has(each) ? 1 : 0), 0);
      if (best === undefined || gain > best.gain) best = { row, pairs, gain };
    }
    for (const each of best!.pairs) open.delete(each);
    yield best!.row;
  }
}
