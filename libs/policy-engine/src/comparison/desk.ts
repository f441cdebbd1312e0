import type { Question } from '@guicheng/policy-model';
import type { Space } from '../cells/space.ts';
import type { Evaluation } from '../node.ts';
import type { Decided } from './find-sightings.ts';
import type { SpaceShare } from './joint-space.ts';
import type { PartDifference } from './parts-that-differ.ts';
import type { Side } from './side.ts';
import type { Verdict } from './verdict.ts';

/** One thing for each side. */
export interface Both<T> {
  readonly a: T;
  readonly b: T;
}

/** A matter with what is needed to decide it on both sides. */
export interface Desk {
  readonly question: Question;
  readonly sides: Both<Side>;
  readonly space: Space;
  readonly shares: readonly SpaceShare[];
  readonly verdicts: (pair: Both<Evaluation>) => Both<Verdict>;
  readonly cause: (difference: PartDifference, verdicts: Both<Verdict>, pair: Both<Evaluation>) => string;
  readonly isOneSided: boolean;
}

/** The same facts and day, as either side evaluates them. */
export const pairOf = (sides: Both<Side>, { facts, asOf }: Decided): Both<Evaluation> => ({
  a: sides.a.evaluation(facts, asOf),
  b: sides.b.evaluation(facts, asOf),
});

/** Whether the facts contradict each other for neither side, as far as they are told. */
export const isPossible = ({ contradictions }: Space, { facts, asOf }: Decided): boolean =>
  !contradictions.some(({ when }) => when.run({ facts, asOf, memo: [], computed: [] }) === true);
