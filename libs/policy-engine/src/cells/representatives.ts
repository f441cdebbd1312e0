import { parseCivilDate, type CivilDate } from '@guicheng/kernel';
import type { FactValue, Question } from '@guicheng/policy-model';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { factsRead } from '../facts-read.ts';
import type { Node } from '../node.ts';
import { typeOf } from '../type.ts';
import { discreteValues } from './discrete-values.ts';
import { edgesAlong } from './edges.ts';
import { literalsOf, usesOperator } from './literal-values.ts';
import { instantsOf, monthEnds, spread, stepOf, yearsAround, type Era } from './number-line.ts';
import { seededRandom } from './seeded-random.ts';
import { rulesFor, scopeOf, type Choice, type Scope, type Space } from './space.ts';
import { switchesOf, type Switch } from './switches.ts';

/** In so many settings of a switch's other facts a boundary is looked for. */
const MOST_CONTEXTS = 12;
/** A switch of several facts gives a fact at most so many values; one of the fact alone gives all it has. */
const MOST_SHARED = 8;
/** A fact has at most so many values in all. */
const MOST_VALUES = 24;
/** Operators that count in months and years, for which month ends matter. */
const COUNTS_MONTHS = new Set(['addMonths', 'addYears', 'lastDayOfMonth', 'dayIn']);
/** Operators beside which a whole number is a year. */
const YEARS = new Set(['dateOf', 'monthIn', 'yearOf']);
/** Contexts are picked the same way every time: boundaries are part of the rules, not of a sample. */
const CONTEXT_SEED = 1;

/** The values that matter of every fact a question's rules read: both sides of every boundary, each code named and one other, none where allowed. */
export const representativesOf = (compiled: CompiledPolicy, question: Question): ReadonlyMap<string, readonly FactValue[]> =>
  new Map(
    [...new SpaceBuilder(compiled, scopeOf(rulesFor(compiled, question))).facts()].map(([name, choices]) => [
      name,
      choices.filter((choice) => choice !== undefined),
    ]),
  );

/** The space that some expressions of a policy span. */
export function spaceOf(compiled: CompiledPolicy, scope: Scope): Space {
  return new SpaceBuilder(compiled, scope).build();
}

class SpaceBuilder {
  readonly #values = new Map<string, FactValue[]>();
  readonly #switches: readonly Switch[];
  readonly #readers: readonly Node[];
  readonly #era: Era;
  readonly #dates: readonly CivilDate[];

  constructor(
    private readonly compiled: CompiledPolicy,
    private readonly scope: Scope,
  ) {
    this.#readers = [...scope.nodes, ...scope.contradictions.map(({ when }) => when)];
    this.#switches = switchesOf(this.#readers);
    this.#era = eraOf(compiled);
    this.#dates = [this.#era.first];
  }

  build(): Space {
    const facts = this.facts();
    return { facts, dates: this.#asOfDates(), contradictions: this.scope.contradictions };
  }

  /** The facts' values alone; the days on which something turns over take as long again. */
  facts(): Map<string, readonly Choice[]> {
    const names = new Set([...this.#readers.flatMap((node) => [...factsRead(node)]), ...this.scope.optionalFacts]);
    for (const name of names) this.#values.set(name, this.#firstValues(name));
    for (const name of names) if (this.#stepOf(name) !== undefined) this.#values.set(name, this.#onLine(name));
    const facts = new Map<string, readonly Choice[]>();
    for (const [name, found] of this.#values) {
      const values = this.#stepOf(name) === undefined ? found : [...(found as number[])].sort((a, b) => a - b);
      const choices: Choice[] = this.compiled.policy.facts[name]!.nullable === true ? [...values, null] : values;
      facts.set(name, this.scope.optionalFacts.has(name) ? [...choices, undefined] : choices);
    }
    return facts;
  }

  #stepOf(name: string): number | undefined {
    return stepOf(typeOf(this.compiled.policy.facts[name]!).kind);
  }

  #readersOf(name: string): Node[] {
    return this.#switches.filter(({ facts }) => facts.includes(name)).map(({ node }) => node);
  }

  /** Values to begin with: all of them for facts without a line, a few points for the others. */
  #firstValues(name: string): FactValue[] {
    const fact = this.compiled.policy.facts[name]!;
    if (this.#stepOf(name) === undefined) {
      const values = discreteValues(fact, this.#readersOf(name));
      return values.length > 0 ? values : discreteValues(fact, []);
    }
    const points = this.#points(name);
    const literals = this.#literals(name).filter((value) => points.includes(value));
    return literals.length > 0 ? literals : [points[Math.floor(points.length / 3)]!, points[Math.floor(points.length / 2)]!];
  }

  /** Literals of the fact's kind beside which it is compared, with their neighbours. */
  #literals(name: string): number[] {
    const { kind } = typeOf(this.compiled.policy.facts[name]!);
    const step = stepOf(kind)!;
    const near = new Set<number>();
    for (const node of this.#readersOf(name)) {
      const literals = literalsOf(node);
      const stated =
        kind === 'instant'
          ? [...(literals.get('date') ?? [])].flatMap((day) => instantsOf(day as number))
          : [...(literals.get(kind) ?? [])];
      for (const value of stated as number[]) for (const close of [value - step, value, value + step]) if (close >= 0) near.add(close);
    }
    return [...near].sort((a, b) => a - b);
  }

  #points(name: string): number[] {
    const { kind } = typeOf(this.compiled.policy.facts[name]!);
    const isYear = kind === 'integer' && this.#readersOf(name).some((node) => usesOperator(node, YEARS));
    const line = isYear ? yearsAround(this.#era) : spread(kind, this.#era);
    return [...new Set([...line, ...(isYear ? [] : this.#literals(name))])].sort((a, b) => a - b);
  }

  #onLine(name: string): FactValue[] {
    const points = this.#points(name);
    const step = this.#stepOf(name)!;
    const literals = new Set(this.#literals(name));
    const own = new Set<number>();
    const shared = new Set<number>();
    for (const one of this.#switches) {
      if (!one.facts.includes(name)) continue;
      const isAlone = one.facts.length === 1 && !one.readsAsOf;
      const found = new Set<number>();
      for (const { facts, asOf } of this.#contexts(one, name)) {
        if (found.size >= (isAlone ? MOST_VALUES : MOST_SHARED)) break;
        for (const edge of edgesAlong(points, step, (value) => stateIn(one, { ...facts, [name]: value }, asOf))) found.add(edge);
      }
      for (const value of found) (isAlone || literals.has(value) ? own : shared).add(value);
    }
    for (const value of this.#calendarDays(name)) shared.add(value);
    const room = Math.max(MOST_VALUES - own.size, 4);
    const values = [
      ...own,
      ...evenly(
        [...shared].filter((value) => !own.has(value)).sort((a, b) => a - b),
        room,
      ),
    ];
    // Thresholds stay first: it is at them that the boundaries of other facts are looked for first.
    return values.length > 0 ? values : this.#values.get(name)!.slice(0, 2);
  }

  /** Month ends, for a date from which months or years are counted. */
  #calendarDays(name: string): readonly number[] {
    const isDate = this.compiled.policy.facts[name]!.type === 'date';
    const isCounted = this.#readers.some((node) => usesOperator(node, COUNTS_MONTHS) && countsFrom(node, name));
    return isDate && isCounted ? monthEnds(this.#era) : [];
  }

  /** Settings of a switch's other facts: all while they are few, else an even scatter. */
  #contexts(
    { facts, readsAsOf, guarded }: Switch,
    without: string,
  ): { readonly facts: Readonly<Record<string, FactValue>>; readonly asOf: CivilDate }[] {
    const others = facts
      .filter((name) => name !== without)
      .map((name) => [name, guarded.has(name) ? this.#values.get(name)! : this.#withNone(name)] as const);
    const dates = readsAsOf ? this.#dates : [this.#era.first];
    const size = others.reduce((product, [, values]) => product * values.length, dates.length);
    const random = seededRandom(CONTEXT_SEED);
    return Array.from({ length: Math.min(size, MOST_CONTEXTS) }, (_, index) => {
      let rest = size <= MOST_CONTEXTS ? index : -1;
      const pick = <T>(values: readonly T[]): T => {
        if (rest < 0) return values[random.below(values.length)]!;
        const value = values[rest % values.length]!;
        rest = Math.floor(rest / values.length);
        return value;
      };
      return { facts: Object.fromEntries(others.map(([name, values]) => [name, pick(values)])), asOf: pick(dates) };
    });
  }

  #withNone(name: string): FactValue[] {
    const values = this.#values.get(name)!;
    return this.compiled.policy.facts[name]!.nullable === true ? [...values, null] : values;
  }

  /** The days on which something turns over by the day alone, within the policy's own dates. */
  #asOfDates(): CivilDate[] {
    const { first, last } = this.#era;
    const isDated = this.compiled.effectiveFrom !== undefined;
    const within = (day: number): boolean => !isDated || (first <= day && day <= last);
    const literals = this.#switches
      .filter(({ readsAsOf }) => readsAsOf)
      .flatMap(({ node }) => [...(literalsOf(node).get('date') ?? [])] as number[])
      .flatMap((day) => [day - 1, day, day + 1]);
    const points = [...new Set([first, ...spread('date', this.#era), ...literals, last])].filter(within).sort((a, b) => a - b);
    const found = new Set<number>();
    for (const one of this.#switches)
      if (one.readsAsOf)
        for (const { facts } of this.#contexts(one, 'asOf')) {
          if (found.size >= MOST_VALUES) break;
          for (const edge of edgesAlong(points, 1, (day) => stateIn(one, facts, day as CivilDate))) found.add(edge);
        }
    // The first day too: what happened before it is then judged by the policy for the first time.
    return [...found.add(first)].sort((a, b) => a - b) as CivilDate[];
  }
}

const stateIn = ({ state }: Switch, facts: Readonly<Record<string, FactValue>>, asOf: CivilDate): string =>
  state({ facts, asOf, memo: [], computed: [] });

/** Whether months or years are counted from the fact somewhere in the expression. */
function countsFrom(node: Node, name: string): boolean {
  if (node.form === 'definition') return countsFrom(node.definition.body, name);
  if (!('args' in node)) return false;
  return (
    (node.form === 'call' && COUNTS_MONTHS.has(node.operator.name) && factsRead(node).has(name)) ||
    node.args.some((arg) => countsFrom(arg, name))
  );
}

/** At most `most` of some values, the first and the last among them, the others evenly between. */
const evenly = (values: readonly number[], most: number): number[] =>
  values.length <= most
    ? [...values]
    : Array.from({ length: most }, (_, index) => values[Math.round((index * (values.length - 1)) / (most - 1))]!);

/** The days on which the policy answers; of an undated one, the three latest years of the official calendar. */
function eraOf({ policy, effectiveFrom, effectiveTo, calendar }: CompiledPolicy): Era {
  const issued = policy.manifest.issuedOn === null ? undefined : parseCivilDate(policy.manifest.issuedOn);
  const latest = calendar.years.at(-1) ?? 2000;
  const first = effectiveFrom ?? issued ?? parseCivilDate(`${latest - 2}-01-01`)!;
  return { first, last: effectiveTo ?? (Math.max(first, parseCivilDate(`${latest}-12-31`)!) as CivilDate) };
}
