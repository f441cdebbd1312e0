import { groupWaitsFor, optionalFactsOf } from '../cells/group-walk.ts';
import { keptPath, walkPaths } from '../cells/paths.ts';
import type { CompiledGroup } from '../compiled-policy.ts';
import { evaluateGroup, type GroupResult } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';
import type { Witness } from './finding.ts';
import { minimise } from './minimise.ts';
import { isPossible } from './search.ts';
import type { QuestionSurvey } from './survey/question-survey.ts';

/** Pairs of groups are many and mostly exclude each other at once: a pair is given up after so many evaluations. */
const MOST_STEPS = 3_000;

/** What is looked for of two groups together. */
export interface Meeting {
  /** Whether a group's result, decided, takes part in it at all. */
  readonly takesPart: (result: GroupResult) => boolean;
  /** Whether the two results are what is looked for. */
  readonly meets: (a: GroupResult, b: GroupResult, evaluation: Evaluation) => boolean;
}

/** The fewest facts on which two groups of a question meet so; undefined: none was found. */
export function whereBoth(survey: QuestionSurvey, a: CompiledGroup, b: CompiledGroup, { takesPart, meets }: Meeting): Witness | undefined {
  const stands = (evaluation: Evaluation): boolean => {
    try {
      return meets(evaluateGroup(a, evaluation), evaluateGroup(b, evaluation), evaluation);
    } catch (cause) {
      if (cause instanceof RuleFault) return false;
      throw cause;
    }
  };
  const next = (evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined => {
    for (const group of [a, b]) {
      const result = evaluateGroup(group, evaluation);
      if (result.isActive === false || (result.open.length === 0 && result.isActive === true && !takesPart(result))) return undefined;
      const name = groupWaitsFor(group, result, evaluation, mayBeTold);
      if (name !== undefined) return name;
    }
    return undefined;
  };
  let witness: Witness | undefined;
  walkPaths(survey.space, {
    first: [...new Set([...optionalFactsOf(a), ...optionalFactsOf(b)])],
    next,
    most: MOST_STEPS,
    visit: (path) => {
      if (!stands(path.evaluation) || !isPossible(survey.space, path)) return true;
      witness = keptPath(path);
      return false;
    },
  });
  return witness && minimise(witness, stands);
}
