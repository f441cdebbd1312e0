import { completePath, keptPath, walkPaths } from '../cells/paths.ts';
import type { Choice, Space } from '../cells/space.ts';
import { unknownFact } from '../cells/unknown-fact.ts';
import type { Evaluation, Node } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import type { Basis, Witness } from './finding.ts';

/** What a search through a space came to. */
export interface Search {
  readonly witness: Witness | undefined;
  /** `all-cells`: there is none where none was found. */
  readonly basis: Basis;
}

/** Looks for facts, not contradicting each other, on which some expressions come to values that pass the test. */
export function search(
  space: Space,
  nodes: readonly Node[],
  test: (evaluation: Evaluation) => boolean,
  { most, first = [] }: { readonly most: number; readonly first?: readonly string[] },
): Search {
  let witness: Witness | undefined;
  const next = (evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined => {
    for (const node of nodes) {
      const name = unknownFact(node, evaluation, mayBeTold);
      if (name !== undefined) return name;
    }
    return undefined;
  };
  const { isComplete } = walkPaths(space, {
    first,
    next,
    most,
    visit: (path) => {
      if (!passes(test, path.evaluation) || !isPossible(space, path)) return true;
      witness = keptPath(path);
      return false;
    },
  });
  return { witness, basis: witness !== undefined || isComplete ? 'all-cells' : 'sample' };
}

/** Whether the rest of a space can be told without contradiction. */
export const isPossible = (space: Space, witness: Witness): boolean => completePath(space, witness, new Set(), inOrder) !== undefined;

const inOrder = (choices: readonly Choice[]): readonly Choice[] => choices;

function passes(test: (evaluation: Evaluation) => boolean, evaluation: Evaluation): boolean {
  try {
    return test(evaluation);
  } catch (cause) {
    // On facts on which a rule cannot be computed it says nothing either way; that has a finding of its own.
    if (cause instanceof RuleFault) return false;
    throw cause;
  }
}
