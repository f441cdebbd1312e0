import type { CivilDate } from '@guicheng/kernel';
import { keptPath, walkPaths, type Path, type WalkOptions } from './paths.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Choice, Space } from './space.ts';

/** A way to order the choices of a fact. */
export type Order = (choices: readonly Choice[]) => readonly Choice[];

/** A descent tells one fact a step, and turns back where the path is not wanted. */
const LONGEST_DESCENT = 400;

/** Different paths found by descending anew each time: where a rule needs many facts at once, a scatter of cells would hardly meet it. */
export function* descents(
  space: Space,
  steps: Pick<WalkOptions, 'first' | 'next'>,
  most: number,
  order: Order,
  isWanted = (_: Path): boolean => true,
): Generator<Path> {
  const seen = new Set<string>();
  for (let descent = 0; descent < most; descent++) {
    let path: Path | undefined;
    const dates = order(space.dates as readonly Choice[]) as readonly CivilDate[];
    walkPaths(
      { ...space, dates },
      { ...steps, most: LONGEST_DESCENT, order, visit: (found) => !isWanted(found) || ((path = keptPath(found)), false) },
    );
    if (path === undefined) continue;
    const key = JSON.stringify([path.facts, path.asOf]);
    if (!seen.has(key)) yield path;
    seen.add(key);
  }
}

/** The choices in another order each time. */
export const shuffling =
  (random: SeededRandom): Order =>
  (choices) => {
    const mixed = [...choices];
    for (let index = mixed.length - 1; index > 0; index--) {
      const other = random.below(index + 1);
      [mixed[index], mixed[other]] = [mixed[other]!, mixed[index]!];
    }
    return mixed;
  };
