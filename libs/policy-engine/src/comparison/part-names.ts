import type { Consequence } from '../compiled-policy.ts';

/** The parts of an answer that a consequence gives or can give: `field route`, `member papers plan`, `blocker late`, `warning check`. */
export function partNames({ fields, adds, blockers, warnings }: Consequence): string[] {
  return [
    ...fields.map(({ name }) => `field ${name}`),
    ...adds.flatMap(([list, codes]) => [`field ${list}`, ...codes.map((code) => `member ${list} ${code}`)]),
    ...blockers.map((code) => `blocker ${code}`),
    ...warnings.map((code) => `warning ${code}`),
  ];
}
