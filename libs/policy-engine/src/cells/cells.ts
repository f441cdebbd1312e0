import type { CivilDate } from '@guicheng/kernel';
import type { FactValues, Question } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { nextOfGroup, optionalFactsOf } from './group-walk.ts';
import { pairwiseRows } from './pairwise.ts';
import { descents, shuffling } from './descents.ts';
import { completePath, evaluationOf, type WalkOptions } from './paths.ts';
import { spaceOf } from './representatives.ts';
import { seededRandom } from './seeded-random.ts';
import { rulesFor, scopeOf, type Choice, type Space } from './space.ts';

/** One situation: every fact that a question's rules read, on a day. */
export interface Cell {
  readonly facts: FactValues;
  readonly asOf: CivilDate;
}

/** The situations in which a question is looked at. */
export interface Cells {
  /** Without those whose facts contradict each other. May be gone through several times. */
  readonly cells: Iterable<Cell>;
  /** Every combination of the representative values; otherwise a sample. */
  readonly exhaustive: boolean;
  /** How many cells are given at most: all combinations, or the size of the sample; contradictory ones are still in it. */
  readonly count: number;
  /** All combinations of the representative values. */
  readonly combinations: number;
  readonly seed: number;
}

/** How many cells are given, and which where there are more. */
export interface CellOptions {
  /** At most so many cells. */
  readonly most: number;
  /** Fixes the sample where there are more. */
  readonly seed: number;
}

/** Part of a sample that follows the decision paths of the groups, and the part that covers pairs; the rest is scattered. */
const [PATHS_SHARE, PAIRS_SHARE] = [0.5, 0.25];

/**
 * The cells of a question: all combinations of its facts' representative values and days while they are at most `most`. Otherwise a sample that the seed fixes:
 * cells on the decision paths of each rule group, then cells that cover pairs of values, then a random scatter.
 */
export function cellsOf(compiled: CompiledPolicy, question: Question, { most, seed }: CellOptions): Cells {
  const rules = rulesFor(compiled, question);
  const space = spaceOf(compiled, scopeOf(rules));
  const combinations = [...space.facts.values()].reduce((product, { length }) => product * length, space.dates.length);
  const exhaustive = combinations <= most;
  const iterate = exhaustive
    ? () => allCells(space)
    : () =>
        sampledCells(
          space,
          rules.groups.map((group) => ({ first: optionalFactsOf(group), next: nextOfGroup(group) })),
          most,
          seed,
        );
  return { cells: { [Symbol.iterator]: iterate }, exhaustive, count: exhaustive ? combinations : most, combinations, seed };
}

const isFine = (space: Space, { facts, asOf }: Cell): boolean => {
  const evaluation = { facts, asOf, memo: [], computed: [] };
  return !space.contradictions.some(({ when }) => when.run(evaluation) === true);
};

function cellAt(space: Space, names: readonly string[], row: readonly number[]): Cell {
  const told = new Map<string, Choice>(names.map((name, index) => [name, space.facts.get(name)![row[index]!]]));
  const asOf = space.dates[row[names.length]!]!;
  return { facts: evaluationOf(told, asOf).facts, asOf };
}

function* allCells(space: Space): Generator<Cell> {
  const names = [...space.facts.keys()];
  const sizes = [...names.map((name) => space.facts.get(name)!.length), space.dates.length];
  const row = sizes.map(() => 0);
  for (;;) {
    const cell = cellAt(space, names, row);
    if (isFine(space, cell)) yield cell;
    let column = sizes.length - 1;
    while (column >= 0 && row[column] === sizes[column]! - 1) row[column--] = 0;
    if (column < 0) return;
    row[column]! += 1;
  }
}

type Steps = Pick<WalkOptions, 'first' | 'next'>;

function* sampledCells(space: Space, groups: readonly Steps[], most: number, seed: number): Generator<Cell> {
  const random = seededRandom(seed);
  const shuffled = shuffling(random);
  const perGroup = Math.max(1, Math.floor((most * PATHS_SHARE) / Math.max(1, groups.length)));
  let left = most;
  for (const steps of groups)
    for (const path of descents(space, steps, perGroup, shuffled)) {
      const facts = completePath(space, path, new Set(steps.first), shuffled);
      if (facts === undefined) continue;
      left -= 1;
      yield { facts, asOf: path.asOf };
    }
  const names = [...space.facts.keys()];
  const sizes = [...names.map((name) => space.facts.get(name)!.length), space.dates.length];
  for (const row of pairwiseRows(sizes, Math.min(left, Math.floor(most * PAIRS_SHARE)), random)) {
    const cell = cellAt(space, names, row);
    left -= 1;
    if (isFine(space, cell)) yield cell;
  }
  for (; left > 0; left--) {
    const cell = cellAt(
      space,
      names,
      sizes.map((size) => random.below(size)),
    );
    if (isFine(space, cell)) yield cell;
  }
}
