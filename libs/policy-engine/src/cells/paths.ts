import type { CivilDate } from '@guicheng/kernel';
import type { FactValue, FactValues } from '@guicheng/policy-model';
import type { Evaluation } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import type { Choice, Space } from './space.ts';
import { unknownFact } from './unknown-fact.ts';

/**
 * Cells that are decided alike because they agree in the facts that decide them. While a walk visits it, facts and evaluation are the walk's own and
 * change as it goes on: `keptPath` makes one to keep.
 */
export interface Path {
  /** The facts that decide; what is not named here is free. */
  readonly facts: FactValues;
  readonly asOf: CivilDate;
  /** How many cells the path stands for, over all free facts. */
  readonly cells: number;
  readonly evaluation: Evaluation;
}

/** What a walk did. Complete: every cell is on exactly one of the paths it gave, or contradicts itself. */
export interface Walk {
  readonly isComplete: boolean;
  readonly paths: number;
  readonly contradictory: number;
}

/** Which facts a walk tells, in which order, and when it ends. */
export interface WalkOptions {
  /** Facts that must be told (or left out) before anything is evaluated: those whose statement alone makes a rule exist. */
  readonly first: readonly string[];
  /** The next fact to be told, from an evaluation of what is told so far; undefined: what is asked is decided. */
  readonly next: (evaluation: Evaluation, mayBeTold: (name: string) => boolean) => string | undefined;
  /** So many evaluations at most. */
  readonly most: number;
  /** Called with every path; `false` ends the walk. */
  readonly visit: (path: Path) => boolean | void;
  /** The order in which a fact's choices are tried; as they stand by default. A sample takes another order each time. */
  readonly order?: (choices: readonly Choice[]) => readonly Choice[];
}

/**
 * Goes through all cells of a space without visiting each: facts are told one by one, and where those told so far decide, whatever else is free,
 * one path stands for all those cells. By the law that learning a fact never contradicts a determined answer, nothing is skipped.
 */
export function walkPaths(space: Space, options: WalkOptions): Walk {
  const size = [...space.facts.values()].reduce((product, { length }) => product * length, 1);
  let [steps, paths, contradictory, goesOn] = [0, 0, 0, true];
  // One set of facts and one memory for the whole walk: made anew at each step, they would cost more than the evaluations.
  const facts = Object.create(null) as Record<string, FactValue>;
  const told = new Set<string>();
  const [memo, computed]: [Evaluation['memo'], Evaluation['computed']] = [[], []];
  const mayBeTold = (name: string): boolean => !told.has(name) && space.facts.has(name);
  const tell = (asOf: CivilDate, cells: number): void => {
    if (!goesOn) return;
    steps += 1;
    if (steps > options.most) {
      goesOn = false;
      return;
    }
    computed.fill(false);
    const evaluation: Evaluation = { facts, asOf, memo, computed };
    if (space.contradictions.some(({ when }) => when.run(evaluation) === true)) {
      contradictory += cells;
      return;
    }
    const name = options.first.find(mayBeTold) ?? nextOrUndefined(options, evaluation, mayBeTold);
    if (name === undefined) {
      paths += 1;
      if (options.visit({ facts, asOf, cells, evaluation }) === false) goesOn = false;
      return;
    }
    const choices = space.facts.get(name)!;
    told.add(name);
    for (const choice of options.order?.(choices) ?? choices) {
      if (choice === undefined) delete facts[name];
      else facts[name] = choice;
      tell(asOf, cells / choices.length);
    }
    told.delete(name);
    delete facts[name];
  };
  for (const asOf of space.dates) tell(asOf, size);
  return { isComplete: goesOn, paths, contradictory };
}

/** A fault in a rule is a path of its own: on these facts nothing is decided, and nothing more needs to be told. */
function nextOrUndefined({ next }: WalkOptions, evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined {
  try {
    return next(evaluation, mayBeTold);
  } catch (cause) {
    if (cause instanceof RuleFault) return undefined;
    throw cause;
  }
}

/** A visited path with facts and an evaluation of its own. */
export const keptPath = ({ facts, asOf, cells }: Path): Path => {
  const evaluation = evaluationOf(new Map(Object.entries(facts)), asOf);
  return { facts: evaluation.facts, asOf, cells, evaluation };
};

/** A fresh evaluation of what was told. */
export function evaluationOf(told: ReadonlyMap<string, Choice>, asOf: CivilDate): Evaluation {
  const facts = Object.create(null) as Record<string, FactValue>;
  for (const [name, choice] of told) if (choice !== undefined) facts[name] = choice;
  return { facts, asOf, memo: [], computed: [] };
}

/**
 * The path's facts with every other fact of the space stated too, such that nothing contradicts; undefined: that cannot be.
 * `choose`: the choices of a fact in the order in which they are tried.
 */
export function completePath(
  space: Space,
  path: Pick<Path, 'facts' | 'asOf'>,
  leftOut: ReadonlySet<string>,
  choose: (choices: readonly Choice[]) => readonly Choice[],
): FactValues | undefined {
  const told = new Map<string, Choice>(Object.entries(path.facts));
  for (const name of leftOut) if (!told.has(name)) told.set(name, undefined);
  const isFine = (): boolean => {
    const evaluation = evaluationOf(told, path.asOf);
    return !space.contradictions.some(({ when }) => when.run(evaluation) === true);
  };
  const inContradictions = (): string | undefined => {
    const evaluation = evaluationOf(told, path.asOf);
    for (const { when } of space.contradictions) {
      const name = unknownFact(when, evaluation, (each) => !told.has(each) && space.facts.has(each));
      if (name !== undefined) return name;
    }
    return undefined;
  };
  let trials = 0;
  const settle = (): boolean => {
    trials += 1;
    if (!isFine() || trials > MOST_TRIALS) return false;
    const name = inContradictions();
    if (name === undefined) return true;
    for (const choice of choose(space.facts.get(name)!)) {
      told.set(name, choice);
      if (settle()) return true;
    }
    told.delete(name);
    return false;
  };
  if (!settle()) return undefined;
  // What no open contradiction reads is free.
  for (const [name, choices] of space.facts) if (!told.has(name)) told.set(name, choose(choices)[0]);
  return isFine() ? evaluationOf(told, path.asOf).facts : undefined;
}

/** Contradictions of one question have at most six facts together; more trials than this means that nothing fits. */
const MOST_TRIALS = 5_000;
