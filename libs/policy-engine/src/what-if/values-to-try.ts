import { civilMonthOf, yearOf } from '@guicheng/kernel';
import type { FactValue, FactValues } from '@guicheng/policy-model';
import { edgesAlong } from '../cells/edges.ts';
import { instantsOf, spread, stepOf } from '../cells/number-line.ts';
import { representativesOf } from '../cells/representatives.ts';
import { scopeOf } from '../cells/space.ts';
import { switchesOf, type Switch } from '../cells/switches.ts';
import type { CompiledQuestion } from '../compiled-policy.ts';
import { typeOf } from '../type.ts';
import { sameValue } from '../value.ts';
import { measureWord } from '../wording/measure-word.ts';
import { withFact, type Subject } from './project.ts';

/** What a question's rules say of where to look; hangs on them alone. */
interface Landmarks {
  readonly switches: readonly Switch[];
  readonly representatives: ReadonlyMap<string, readonly FactValue[]>;
}

const landmarks = new WeakMap<CompiledQuestion, Landmarks>();

function landmarksOf({ compiled, question }: Subject): Landmarks {
  const known = landmarks.get(question);
  if (known !== undefined) return known;
  const { nodes, contradictions } = scopeOf(question);
  const made: Landmarks = {
    switches: switchesOf([...nodes, ...contradictions.map(({ when }) => when)]),
    representatives: representativesOf(compiled, question.question),
  };
  landmarks.set(question, made);
  return made;
}

/** Days around a date that are looked at, beside the rules' own. */
const DAYS_AROUND = [1, 7, 30, 90, 180, 365, 730];
/** Facts of amounts and counts have no era. */
const NO_ERA = { first: 0, last: 0 } as never;

/** The step of an ordered fact: a fen, a millionth, one, a day; undefined: it has no order. */
export const stepOfFact = ({ compiled: { policy } }: Subject, name: string): number | undefined => stepOf(typeOf(policy.facts[name]!).kind);

/** Places on an ordered fact's line between which boundaries are looked for: the rules' own, powers of ten, the present value and parts of it. */
export function pointsOf(subject: Subject, facts: FactValues, name: string): number[] {
  const { kind } = typeOf(subject.compiled.policy.facts[name]!);
  const now = facts[name];
  const own = (landmarksOf(subject).representatives.get(name) ?? []).filter((value) => typeof value === 'number');
  const isTime = kind === 'date' || kind === 'month' || kind === 'instant';
  const step = stepOf(kind)!;
  const around =
    typeof now !== 'number'
      ? []
      : isTime
        ? DAYS_AROUND.flatMap((days) => [now - days * dayIn(kind), now, now + days * dayIn(kind)])
        : [now, ...[2, 4, 10].map((parts) => now - (now % (parts * step)) / parts), now * 2].map((value) => value - (value % step));
  const line = isTime ? [] : spread(kind, NO_ERA);
  return [...new Set([...own, ...line, ...around])]
    .filter((value) => value >= 0 && Number.isSafeInteger(value) && liesAhead(subject, name, value))
    .sort((a, b) => a - b);
}

const dayIn = (kind: string): number => (kind === 'instant' ? 86_400_000 : 1);

/** Looks for values of facts; remembers where boundaries lie, for most of them do not move when another fact changes. */
export class Values {
  readonly #edges = new Map<string, readonly number[]>();

  /** `maySpendMore`: whether an amount that is stated may be proposed larger than it is. `probed` is told of each test that is run, and may stop it. */
  constructor(
    private readonly subject: Subject,
    private readonly maySpendMore: boolean,
    private readonly probed: () => void,
  ) {}

  /**
   * Values of a fact that can make a difference, the other facts being as they are: both sides of every boundary of every test that reads it, found exactly by
   * bisection; codes; single members put into or taken out of a list. Of years and dates those that lie ahead.
   */
  toTry(facts: FactValues, name: string): FactValue[] {
    const fact = this.subject.compiled.policy.facts[name]!;
    const step = stepOfFact(this.subject, name);
    const found: FactValue[] = step === undefined ? discrete(this.subject, facts, name) : [...this.#boundaries(facts, name, step)];
    if (fact.nullable === true) found.push(null);
    return found.filter(
      (value) =>
        !sameValue(value, facts[name]) &&
        liesAhead(this.subject, name, value) &&
        (this.maySpendMore || !isDearer(fact.type, facts[name], value)),
    );
  }

  #boundaries(facts: FactValues, name: string, step: number): Set<number> {
    const found = new Set<number>();
    const points = pointsOf(this.subject, facts, name);
    const line = JSON.stringify(points);
    for (const [index, one] of landmarksOf(this.subject).switches.entries()) {
      if (!one.facts.includes(name)) continue;
      // A test that stands behind a guard is not run on what the guard keeps from it.
      if ([...one.guarded].some((other) => other !== name && facts[other] === null)) continue;
      const key = `${index} ${name} ${JSON.stringify(one.facts.map((other) => (other === name ? 0 : facts[other])))} ${line}}`;
      let edges = this.#edges.get(key);
      if (edges === undefined) {
        edges = edgesAlong(points, step, (value) => {
          this.probed();
          return one.state({ facts: withFact(facts, name, value), asOf: this.subject.asOf, memo: [], computed: [] });
        });
        this.#edges.set(key, edges);
      }
      for (const edge of edges) found.add(edge);
    }
    return found;
  }
}

const isDearer = (type: string, now: FactValue | undefined, then: FactValue): boolean =>
  type === 'money' && typeof now === 'number' && typeof then === 'number' && then > now;

/** What is planned lies ahead: a planned day or year before the day asked about is none that can be chosen. */
export function liesAhead({ compiled: { policy }, asOf }: Subject, name: string, value: FactValue): boolean {
  if (typeof value !== 'number') return true;
  const { type, titleZh, unit } = policy.facts[name]!;
  switch (type) {
    case 'date':
      return value >= asOf;
    case 'month':
      return value >= civilMonthOf(asOf);
    case 'instant':
      return value >= instantsOf(asOf)[0]!;
    case 'integer':
      return measureWord(titleZh, unit)?.zh !== '年' || value >= yearOf(asOf);
    default:
      return true;
  }
}

/** Whether a value is an object with fields. */
export const isRecord = (value: FactValue | undefined): value is Readonly<Record<string, FactValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const oneFieldOtherwise = (now: Readonly<Record<string, FactValue>>, other: Readonly<Record<string, FactValue>>): FactValue[] =>
  Object.keys(other).map((field) => withFact(now, field, other[field]!));

function discrete(subject: Subject, facts: FactValues, name: string): FactValue[] {
  const { type, enum: labels = {} } = subject.compiled.policy.facts[name]!;
  const own = landmarksOf(subject).representatives.get(name) ?? [];
  const now = facts[name];
  if (type === 'code') return Object.keys(labels);
  if (type === 'object' && isRecord(now))
    return own.flatMap((other) => (isRecord(other) ? [...oneFieldOtherwise(now, other), other] : [other]));
  if (type !== 'list-of-code' || !Array.isArray(now)) return [...own];
  const members = now as readonly string[];
  const toggled = Object.keys(labels).map((code) => (members.includes(code) ? members.filter((one) => one !== code) : [...members, code]));
  return [...toggled, [...members, ...Object.keys(labels).filter((code) => !members.includes(code))]];
}
