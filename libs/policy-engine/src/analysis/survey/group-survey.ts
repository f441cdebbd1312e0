import { at } from '@guicheng/policy-model';
import { nextOfGroup, optionalFactsOf } from '../../cells/group-walk.ts';
import { descents, shuffling } from '../../cells/descents.ts';
import { completePath, walkPaths, type Path } from '../../cells/paths.ts';
import { spaceOf } from '../../cells/representatives.ts';
import { seededRandom } from '../../cells/seeded-random.ts';
import { scopeOf, type Choice, type Space } from '../../cells/space.ts';
import type { CompiledGroup, CompiledPolicy, CompiledQuestion, CompiledRule } from '../../compiled-policy.ts';
import type { Evaluation } from '../../node.ts';
import type { Basis, Witness } from '../finding.ts';
import { minimise } from '../minimise.ts';
import { look } from './look.ts';
import { Sightings } from './sightings.ts';

/** How far a survey goes. */
export interface SurveyOptions {
  /** So many evaluations at most for all cells of one group; beyond, a sample. */
  readonly mostSteps: number;
  /** Descents of the sample. */
  readonly sample: number;
  readonly seed: number;
}

/** What was seen in the cells of one group. */
export interface GroupSurvey {
  readonly group: CompiledGroup;
  readonly pointer: string;
  readonly space: Space;
  /** Every combination of representative values was decided; otherwise a sample was. */
  readonly basis: Exclude<Basis, 'text'>;
  readonly combinations: number;
  readonly paths: number;
  readonly contradictory: number;
  readonly seen: Sightings;
  readonly rules: readonly RuleSurvey[];
  /** Decided paths, kept for checks that vary them; at most `MOST_KEPT`. */
  readonly kept: readonly Witness[];
  /** Facts on which the group is asked and no rule of it applies, as far as kept. */
  readonly unanswered: readonly Witness[];
  /** The witness with every other fact of the group told, without contradiction. */
  readonly complete: (witness: Witness) => Witness | undefined;
  /** The fewest facts that show what was seen. */
  readonly smallest: (what: string) => Witness | undefined;
}

/** A rule and where it stands. */
export interface RuleSurvey {
  readonly rule: CompiledRule;
  readonly pointer: string;
}

/** Paths kept for checks that vary a fact at a time. */
const MOST_KEPT = 400;
/** Beyond the first of them, one path in so many is kept, up to as many again. */
const KEPT_ONE_IN = 37;

const inOrder = (choices: readonly Choice[]): readonly Choice[] => choices;

export function surveyGroup(
  compiled: CompiledPolicy,
  question: CompiledQuestion,
  group: CompiledGroup,
  pointer: string,
  { mostSteps, sample, seed }: SurveyOptions,
): GroupSurvey {
  const scope = scopeOf(question, group);
  const space = spaceOf(compiled, scope);
  const kept: Witness[] = [];
  const unanswered: Witness[] = [];
  const complete = ({ facts, asOf }: Witness): Witness | undefined => {
    const whole = completePath(space, { facts, asOf }, new Set(), inOrder);
    return whole === undefined ? undefined : { facts: whole, asOf };
  };
  let paths = 0;
  const seen = new Sightings((witness) => complete(witness) !== undefined);
  const visit = (path: Path): void => {
    paths += 1;
    if (kept.length < MOST_KEPT || (paths % KEPT_ONE_IN === 0 && kept.length < 2 * MOST_KEPT)) kept.push(path);
    const isAnswered = look(group, path, seen);
    if (!isAnswered && unanswered.length < MOST_KEPT && complete(path) !== undefined) unanswered.push(path);
  };
  const steps = { first: optionalFactsOf(group), next: nextOfGroup(group) };
  const walk = walkPaths(space, { ...steps, most: mostSteps, visit });
  if (!walk.isComplete) for (const path of descents(space, steps, sample, shuffling(seededRandom(seed)))) visit(path);
  return {
    group,
    pointer,
    space,
    basis: walk.isComplete ? 'all-cells' : 'sample',
    combinations: [...space.facts.values()].reduce((product, { length }) => product * length, space.dates.length),
    paths,
    contradictory: walk.contradictory,
    seen,
    rules: group.rules.map((rule, index) => ({ rule, pointer: at(pointer, 'rules', index) })),
    kept,
    unanswered,
    complete,
    smallest: (what) => {
      const witness = seen.witness(what);
      return witness && minimise(witness, (evaluation) => shows(group, what, evaluation));
    },
  };
}

function shows(group: CompiledGroup, what: string, evaluation: Evaluation): boolean {
  let isSeen = false;
  look(group, { facts: evaluation.facts, asOf: evaluation.asOf, evaluation }, { note: (seen) => void (isSeen ||= seen === what) });
  return isSeen;
}
