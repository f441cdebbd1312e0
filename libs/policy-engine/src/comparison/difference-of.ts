import type { Difference } from './comparison.ts';
import { isPossible, pairOf, type Both, type Desk } from './desk.ts';
import type { Decided } from './find-sightings.ts';
import { stepIn, typeIn } from './joint-space.ts';
import { differingParts, valueSign, type PartDifference } from './parts-that-differ.ts';
import { roundFigures } from './round-figures.ts';
import { smallestFacts } from './smallest.ts';
import { stretchesOf } from './stretches.ts';
import type { Verdict } from './verdict.ts';
import { writeDifference } from './write-difference.ts';

/** Of the smallest witnesses so many are put into words. */
const MOST_WRITTEN = 2;

/** One finding from its witnesses: the smallest of them, its stretches and its words. */
export function differenceOf(desk: Desk, cause: string, witnesses: readonly Decided[]): Difference {
  const seen = (decided: Decided): { readonly parts: readonly PartDifference[]; readonly verdicts: Both<Verdict> } => {
    const pair = pairOf(desk.sides, decided);
    const verdicts = desk.verdicts(pair);
    return { parts: differingParts(verdicts.a, verdicts.b).filter((part) => desk.cause(part, verdicts, pair) === cause), verdicts };
  };
  const smallest = witnesses.map((witness) => smallestFacts(witness, (decided) => seen(decided).parts.length > 0));
  const fewest = Math.min(...smallest.map(({ facts }) => Object.keys(facts).length));
  // Of several equally small ones the one that is said most briefly: its boundaries are the law's own, not those of a quotient.
  return (
    smallest
      .filter(({ facts }) => Object.keys(facts).length === fewest)
      // Round figures are the law's own; others are quotients of the search.
      .sort((one, other) => lengthOf(one) - lengthOf(other))
      .slice(0, MOST_WRITTEN)
      .map((small) => {
        const { parts } = seen(small);
        const expected = signatureOf(parts);
        const names = new Set(parts.map(({ name }) => name));
        const stands = (decided: Decided): boolean => {
          if (!isPossible(desk.space, decided)) return false;
          const { a, b } = desk.verdicts(pairOf(desk.sides, decided));
          return signatureOf(differingParts(a, b).filter(({ name }) => names.has(name))) === expected;
        };
        const shown = roundFigures(
          small,
          typeIn(desk.shares),
          (decided) => stands(decided) && signatureOf(seen(decided).parts) === expected,
        );
        const stretches = stretchesOf(shown, desk.space, (name) => stepIn(desk.shares, name), typeIn(desk.shares), stands);
        const { parts: shownParts, verdicts: shownVerdicts } = seen(shown);
        return writeDifference(desk, cause, shown, shownParts, shownVerdicts, stretches);
      })
      .reduce((best, next) => (next.words.zh.length < best.words.zh.length ? next : best))
  );
}

const lengthOf = ({ facts }: Decided): number => JSON.stringify(facts).replace(/0+(?=\D)/gu, '').length;

const signatureOf = (parts: readonly PartDifference[]): string =>
  parts.map(({ name, a, b }) => `${name} ${a?.by.join()} ${b?.by.join()} ${valueSign(a)} ${valueSign(b)}`).join('\n');
