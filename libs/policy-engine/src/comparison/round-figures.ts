import type { FactValue, FactValues, ValueType } from '@guicheng/policy-model';
import type { Decided } from './find-sightings.ts';

/** What people call one: 1 万元 in fen, 1 and 1 % in millionths. Counts, years and days stay as the search found them. */
const ONES: Partial<Readonly<Record<string, number>>> = { money: 1e6, decimal: 1e6, percent: 1e6 };

/**
 * The same facts with each amount, decimal and percentage as round as what they show allows: the search finds boundaries to the fen, and an officer wonders what
 * is special about 1,000,000.04 yuan. `stands` is asked of all facts together; a figure that cannot be rounder stays.
 */
export function roundFigures(
  decided: Decided,
  typeOf: (name: string) => ValueType | undefined,
  stands: (decided: Decided) => boolean,
): Decided {
  let rounded = decided;
  for (const [name, value] of Object.entries(decided.facts)) {
    const one = ONES[typeOf(name) ?? ''];
    if (one === undefined || typeof value !== 'number') continue;
    const rounder = rounderThan(value, one)
      .map((figure) => ({ facts: withFact(rounded.facts, name, figure), asOf: decided.asOf }))
      .find(stands);
    rounded = rounder ?? rounded;
  }
  return rounded;
}

/** Figures beside one, the roundest first, none with as many places as itself; none is never put for something. */
function rounderThan(value: number, one: number): number[] {
  const found = new Set<number>();
  for (let unit = Math.max(one, largestPower(Math.abs(value))); unit > 1 && value % unit !== 0; unit /= 10)
    for (const figure of [Math.floor(value / unit) * unit, Math.ceil(value / unit) * unit]) if (figure !== 0) found.add(figure);
  return [...found];
}

/** The largest power of ten that is not larger. */
function largestPower(value: number): number {
  let power = 1;
  while (power * 10 <= value) power *= 10;
  return power;
}

function withFact(facts: FactValues, name: string, value: FactValue): FactValues {
  return Object.assign(Object.create(null) as Record<string, FactValue>, facts, { [name]: value });
}
