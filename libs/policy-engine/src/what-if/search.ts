import type { FactValue, FactValues } from '@guicheng/policy-model';
import { sameValue } from '../value.ts';
import { withFact, type Subject } from './project.ts';
import { distance } from './distance.ts';
import { tightened, type Meets } from './tighten.ts';
import { isRecord, Values } from './values-to-try.ts';

/** Changed facts with which the wish is met. */
export interface Found {
  readonly names: readonly string[];
  readonly facts: FactValues;
  /** How far the changes go, for sorting: see `distance`. */
  readonly steps: number;
}

/** What a search may change, and how far it goes. */
export interface SearchOptions {
  /** Facts that may be changed. */
  readonly names: readonly string[];
  /** At most so many facts are changed together. */
  readonly mostFacts: number;
  /** Whether an amount that is stated may be proposed larger than it is. */
  readonly maySpendMore: boolean;
  /** At most so many projects are decided. */
  readonly mostTrials: number;
}

/** What was found with the fewest facts, nearest first; and whether every combination of so many facts was looked at. */
export interface Search {
  readonly found: readonly Found[];
  readonly exhaustive: boolean;
  readonly trials: number;
}

/** Single tests run to find boundaries, for each project decided: a test takes a thirtieth of a decision. */
const PROBES_A_TRIAL = 30;

class OutOfTrials extends Error {}

/** Looks for ways without a larger budget first, and for others only where there are none. */
export function searchSparing(subject: Subject, present: FactValues, meets: Meets, options: SearchOptions): Search {
  const sparing = search(subject, present, meets, { ...options, maySpendMore: false });
  const left = options.mostTrials - sparing.trials;
  if (sparing.found.length > 0 || !options.maySpendMore || left <= 0) return sparing;
  const other = search(subject, present, meets, { ...options, mostTrials: left });
  return { ...other, trials: sparing.trials + other.trials };
}

/** Looks for the wish with one fact changed, then two, and so on, and stops at the first number of facts with which it is met. */
export function search(
  subject: Subject,
  present: FactValues,
  meets: Meets,
  { names, mostFacts, maySpendMore, mostTrials }: SearchOptions,
): Search {
  let trials = 0;
  const counted: Meets = (facts) => {
    if (++trials > mostTrials) throw new OutOfTrials();
    return meets(facts);
  };
  const found: Found[] = [];
  let probes = 0;
  const values = new Values(subject, maySpendMore, () => {
    if (++probes > mostTrials * PROBES_A_TRIAL) throw new OutOfTrials();
  });
  try {
    for (let size = 1; size <= mostFacts && found.length === 0; size++)
      for (const set of subsets(names, size)) found.push(...waysOf(subject, values, present, set, counted));
  } catch (cause) {
    if (!(cause instanceof OutOfTrials)) throw cause;
    return { found: sorted(found), exhaustive: false, trials };
  }
  return { found: sorted(found), exhaustive: true, trials };
}

const sorted = (found: readonly Found[]): Found[] => [...found].sort((a, b) => a.names.length - b.names.length || a.steps - b.steps);

/** Every way of meeting the wish by changing just these facts, the nearest on each side. */
function waysOf(subject: Subject, values: Values, present: FactValues, set: readonly string[], meets: Meets): Found[] {
  const ways = new Map<string, Found>();
  // Where one fact's boundaries lie hangs on what the others are: each order of changing them is tried.
  for (const order of orders(set))
    for (const facts of combinations(values, present, order))
      if (meets(facts)) {
        const way = nearest(subject, present, facts, set, meets);
        if (way === undefined) continue;
        const side = set.map((name) => sideOf(present[name], way.facts[name]!)).join(' ');
        const known = ways.get(side);
        if (known === undefined || way.steps < known.steps) ways.set(side, way);
      }
  return [...ways.values()];
}

/** One way on each side of an ordered fact; every other value is a way of its own. */
const sideOf = (now: FactValue | undefined, then: FactValue): string =>
  typeof now === 'number' && typeof then === 'number'
    ? then < now
      ? 'below'
      : 'above'
    : typeof then === 'number'
      ? 'set'
      : isRecord(now) && isRecord(then)
        ? Object.keys(then)
            .filter((field) => !sameValue(now[field], then[field]))
            .join(' ')
        : JSON.stringify(then);

function nearest(subject: Subject, present: FactValues, facts: FactValues, set: readonly string[], meets: Meets): Found | undefined {
  let tight = facts;
  for (const name of set) tight = withFact(tight, name, tightened(subject, present, tight, name, meets));
  // A fact that need not change makes this a way with fewer facts, which was found before.
  if (set.some((name) => sameValue(tight[name], present[name]))) return undefined;
  return { names: set, facts: tight, steps: set.reduce((sum, name) => sum + distance(subject, name, present[name], tight[name]!), 0) };
}

function* combinations(values: Values, facts: FactValues, names: readonly string[]): Generator<FactValues> {
  const [name, ...rest] = names;
  if (name === undefined) {
    yield facts;
    return;
  }
  for (const value of values.toTry(facts, name)) yield* combinations(values, withFact(facts, name, value), rest);
}

function* subsets(names: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= names.length - size; index++)
    for (const rest of subsets(names, size - 1, index + 1)) yield [names[index]!, ...rest];
}

function orders(names: readonly string[]): string[][] {
  return names.length < 2
    ? [[...names]]
    : names.flatMap((name) => orders(names.filter((other) => other !== name)).map((rest) => [name, ...rest]));
}
