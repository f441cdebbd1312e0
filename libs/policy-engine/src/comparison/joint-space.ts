import type { CivilDate } from '@guicheng/kernel';
import type { ValueType } from '@guicheng/policy-model';
import { spaceOf } from '../cells/representatives.ts';
import { scopeOf, type Choice, type Space } from '../cells/space.ts';
import type { CompiledContradiction, CompiledGroup, CompiledQuestion } from '../compiled-policy.ts';
import { simple } from '../type.ts';
import { stepOf } from '../cells/number-line.ts';
import { typeOf } from '../type.ts';
import type { Side } from './side.ts';
import { unlessFault } from './unless-fault.ts';

/** What one side contributes to a space: the groups looked at, and the contradictions that its answers heed. */
export interface SpaceShare {
  readonly side: Side;
  readonly groups: readonly CompiledGroup[];
  readonly contradictions: readonly CompiledContradiction[];
}

/** The cells spanned by the rules of both sides: each fact with the values on either side of every boundary that either side has. */
export function jointSpace(shares: readonly SpaceShare[]): Space {
  const facts = new Map<string, Choice[]>();
  const dates = new Set<CivilDate>();
  const spaces = shares.map(({ side, groups, contradictions }) => {
    const part: CompiledQuestion = { question: side.question, groups, contradictions };
    return spaceOf(side.compiled, scopeOf(part));
  });
  for (const space of spaces) {
    for (const date of space.dates) dates.add(date);
    for (const [name, choices] of space.facts) {
      const known = facts.get(name) ?? [];
      const keys = new Set(known.map(keyOf));
      facts.set(name, [...known, ...choices.filter((choice) => !keys.has(keyOf(choice)))]);
    }
  }
  for (const [name, choices] of facts)
    if (isOrdered(shares, name))
      facts.set(
        name,
        [...choices].sort((a, b) =>
          typeof a === 'number' && typeof b === 'number' ? a - b : typeof a === 'number' ? -1 : typeof b === 'number' ? 1 : 0,
        ),
      );
  return {
    facts,
    dates: [...dates].sort((a, b) => a - b),
    // Each side's contradictions see only what that side takes.
    contradictions: shares.flatMap(({ side, contradictions }) =>
      contradictions.map(({ source, when }) => ({
        source,
        when: {
          form: 'literal',
          type: simple('boolean'),
          value: false,
          run: (evaluation) =>
            unlessFault(
              () => when.run(side.evaluation(evaluation.facts, evaluation.asOf)),
              () => undefined,
            ),
        },
      })),
    ),
  };
}

const keyOf = (choice: Choice): string => JSON.stringify(choice) ?? 'unstated';

/** Whether a fact lies on a line, such as an amount or a day. */
export const isOrdered = (shares: readonly Pick<SpaceShare, 'side'>[], name: string): boolean => stepIn(shares, name) !== undefined;

/** The smallest step of an ordered fact. */
export function stepIn(shares: readonly Pick<SpaceShare, 'side'>[], name: string): number | undefined {
  const side = shares.find((share) => share.side.takes(name))?.side;
  return side && stepOf(typeOf(side.compiled.policy.facts[name]!).kind);
}

/** The type of a fact, by whichever side takes it. */
export const typeIn =
  (shares: readonly Pick<SpaceShare, 'side'>[]) =>
  (name: string): ValueType | undefined =>
    shares.find((share) => share.side.takes(name))?.side.compiled.policy.facts[name]?.type;
