import type { CivilDate } from '@guicheng/kernel';
import type { FactValue, FactValues, ValueType } from '@guicheng/policy-model';
import type { Space } from '../cells/space.ts';
import type { Decided } from './find-sightings.ts';

/** Where along one ordered fact, or along the days, a difference stands; undefined: to the end of what can be stated. Ends included. */
export interface Found {
  readonly fact: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/** The day asked about, as an axis. */
export const AS_OF = 'asOf';
/** So many points of a stretch already found are tried together with those of the next. */
const MOST_POINTS = 3;
/** So many settings at most are tried for one point. */
const MOST_SETTINGS = 9;

/**
 * The stretch of each ordered fact, and of the day, in which something stands, around the given facts; ends exact by bisection. The stretches hold together:
 * each is widened only as far as it stands at the ends of all those before it, and at the boundaries within them.
 */
export function stretchesOf(
  decided: Decided,
  space: Space,
  stepOf: (name: string) => number | undefined,
  typeOf: (name: string) => ValueType | undefined,
  stands: (decided: Decided) => boolean,
): Found[] {
  const found: Found[] = [];
  let settings: readonly Decided[] = [decided];
  const widen = (fact: string, start: number, points: readonly number[], step: number): Found => {
    const stretch = stretchAround(points, start, step, (value) => settings.every((setting) => stands(setAt(setting, fact, value))));
    const inside = points.filter(
      (point) => (stretch.from === undefined || point >= stretch.from) && (stretch.to === undefined || point <= stretch.to),
    );
    const tried = evenly(
      [...new Set([...inside, ...[stretch.from, stretch.to].filter((end) => end !== undefined), start])].sort((a, b) => a - b),
      MOST_POINTS,
    );
    settings = evenly(
      settings.flatMap((setting) => tried.map((value) => setAt(setting, fact, value))),
      MOST_SETTINGS,
    );
    return { fact, ...stretch };
  };
  for (const [name, value] of Object.entries(decided.facts)) {
    const step = stepOf(name);
    if (step === undefined || typeof value !== 'number') continue;
    const values = space.facts.get(name)!.filter((choice): choice is number => typeof choice === 'number');
    const points = withOuter(values, value, typeOf(name));
    found.push(widen(name, value, points, step));
  }
  const day = widen(AS_OF, decided.asOf, space.dates, 1);
  return day.from === undefined && day.to === undefined ? found : [...found, day];
}

/** Days beyond the outermost boundaries, to see that nothing turns over there: more than the longest year. */
const OUTER_DAYS = 400;
const DAY = 86_400_000;

/** The points with one well beyond each outermost: there no rule has a boundary of its own, but one that hangs on the other facts. */
function withOuter(values: readonly number[], value: number, type: ValueType | undefined): number[] {
  const points = [...new Set([...values, value])].sort((a, b) => a - b);
  const [first, last] = [points[0]!, points.at(-1)!];
  const by =
    type === 'date' ? OUTER_DAYS : type === 'instant' ? OUTER_DAYS * DAY : type === 'month' ? Math.ceil(OUTER_DAYS / 30) : undefined;
  if (by !== undefined) return [first - by, ...points, last + by];
  return [...(first > 0 ? [0] : []), ...points, last * 100 + 1_000];
}

function setAt({ facts, asOf }: Decided, name: string, value: number): Decided {
  if (name === AS_OF) return { facts, asOf: value as CivilDate };
  return { facts: Object.assign(Object.create(null) as Record<string, FactValue>, facts, { [name]: value }) as FactValues, asOf };
}

function stretchAround(
  points: readonly number[],
  start: number,
  step: number,
  stands: (value: number) => boolean,
): Pick<Found, 'from' | 'to'> {
  const below = points.filter((point) => point < start).reverse();
  const above = points.filter((point) => point > start);
  return { from: end(below, start, step, stands), to: end(above, start, step, stands) };
}

/** The last value in one direction at which it stands; undefined: it stands at all points. */
function end(points: readonly number[], start: number, step: number, stands: (value: number) => boolean): number | undefined {
  let inside = start;
  for (const point of points) {
    if (stands(point)) {
      inside = point;
      continue;
    }
    let outside = point;
    while (Math.abs(outside - inside) > step) {
      const middle = inside + Math.trunc((outside - inside) / step / 2) * step;
      if (middle === inside) break;
      if (stands(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  }
  return undefined;
}

const evenly = <T>(values: readonly T[], most: number): T[] =>
  values.length <= most
    ? [...values]
    : Array.from({ length: most }, (_, index) => values[Math.round((index * (values.length - 1)) / (most - 1))]!);
