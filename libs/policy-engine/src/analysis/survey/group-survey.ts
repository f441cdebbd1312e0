import { at } from '@guicheng/policy-model';
import { contestsWaitFor, nextOfGroup, optionalFactsOf } from '../../cells/group-walk.ts';
import { descents, shuffling } from '../../cells/descents.ts';
import { completePath, keptPath, walkPaths, type Path, type WalkOptions } from '../../cells/paths.ts';
import { spaceOf } from '../../cells/representatives.ts';
import { seededRandom } from '../../cells/seeded-random.ts';
import { scopeOf, type Choice, type Space } from '../../cells/space.ts';
import { unknownFact } from '../../cells/unknown-fact.ts';
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
  /** Whether all cells in which the rule holds were seen: the group's, or a walk through those of this rule alone. */
  readonly basis: Exclude<Basis, 'text'>;
}

/** Paths kept for checks that vary a fact at a time. */
const MOST_KEPT = 300;
/** Beyond the first of them, one path in so many is kept, up to as many again. */
const KEPT_ONE_IN = 37;

const inOrder = (choices: readonly Choice[]): readonly Choice[] => choices;

/** Goes through all cells of a group; where that takes more than `mostSteps`, through a sample fixed by `seed`. `pointer` is where the group stands in the pack. */
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
    const whole = completePath(space, { facts, asOf }, scope.optionalFacts, inOrder);
    return whole === undefined ? undefined : { facts: whole, asOf };
  };
  let paths = 0;
  const seen = new Sightings((witness) => complete(witness) !== undefined);
  const visit = (path: Path): void => {
    paths += 1;
    if (kept.length < MOST_KEPT || (paths % KEPT_ONE_IN === 0 && kept.length < 2 * MOST_KEPT)) kept.push(keptPath(path));
    const isAnswered = look(group, path, seen);
    if (!isAnswered && unanswered.length < MOST_KEPT && complete(path) !== undefined) unanswered.push(keptPath(path));
  };
  const steps = { first: optionalFactsOf(group), next: nextOfGroup(group) };
  const walk = walkPaths(space, { ...steps, most: mostSteps, visit });
  if (!walk.isComplete) for (const path of descents(space, steps, sample, shuffling(seededRandom(seed)))) visit(path);
  const rules = group.rules.map((rule, index): RuleSurvey => {
    const place = { rule, pointer: at(pointer, 'rules', index) };
    if (walk.isComplete || isSeenWhole(rule, seen)) return { ...place, basis: walk.isComplete ? 'all-cells' : 'sample' };
    // What the sample did not show of a rule is looked for among the cells of that rule alone.
    const own = stepsOfRule(group, rule);
    if (walkPaths(space, { ...own, most: mostSteps, visit }).isComplete) return { ...place, basis: 'all-cells' };
    const order = shuffling(seededRandom(seed + index));
    for (const path of descents(space, own, sample / 2, order, ({ evaluation }) => rule.when.run(evaluation) === true)) visit(path);
    return { ...place, basis: 'sample' };
  });
  return {
    group,
    pointer,
    space,
    basis: walk.isComplete ? 'all-cells' : 'sample',
    combinations: [...space.facts.values()].reduce((product, { length }) => product * length, space.dates.length),
    paths,
    contradictory: walk.contradictory,
    seen,
    rules,
    kept,
    unanswered,
    complete,
    smallest: (what) => {
      const witness = seen.witness(what);
      return witness && minimise(witness, (evaluation) => shows(group, what, evaluation));
    },
  };
}

/** Whether everything that can be seen of a rule was: it applies, says something of its own, displaces with effect, and shows each dispute. */
const isSeenWhole = ({ id, source, contested }: CompiledRule, seen: Sightings): boolean =>
  seen.has(`applies ${id}`) &&
  seen.has(`needed ${id}`) &&
  (source.exceptionOf ?? []).every((general) => seen.has(`changes ${id} ${general}`)) &&
  contested.every((_, index) => seen.has(`other-reading ${id} ${index}`));

/** A walk through the cells in which one rule holds: where its condition fails, the rest of the group is not asked. */
const stepsOfRule = (group: CompiledGroup, rule: CompiledRule): Pick<WalkOptions, 'first' | 'next'> => ({
  first: optionalFactsOf(group),
  next: (evaluation, mayBeTold) => {
    const holds = rule.when.run(evaluation);
    if (holds !== true) return holds === false ? undefined : unknownFact(rule.when, evaluation, mayBeTold);
    return contestsWaitFor(rule, evaluation, mayBeTold) ?? nextOfGroup(group)(evaluation, mayBeTold);
  },
});

function shows(group: CompiledGroup, what: string, evaluation: Evaluation): boolean {
  let isSeen = false;
  look(group, { facts: evaluation.facts, asOf: evaluation.asOf, evaluation }, { note: (seen) => void (isSeen ||= seen === what) });
  return isSeen;
}
