import type { CompiledGroup, Consequence } from '../compiled-policy.ts';
import { evaluateGroup, type GroupResult } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { unknownFact } from './unknown-fact.ts';

/** Facts that a group's rules need stated to exist. */
export const optionalFactsOf = (group: CompiledGroup): string[] => [...new Set(group.rules.flatMap(({ ifStated }) => ifStated))];

/** The fact that a group's answer waits for: its conditions, those of displaced rules too, its computed values and its contested readings. */
export function groupWaitsFor(
  group: CompiledGroup,
  result: GroupResult,
  evaluation: Evaluation,
  mayBeTold: (name: string) => boolean,
): string | undefined {
  const isFree = (name: string | undefined): name is string => name !== undefined;
  if (result.isActive === undefined) {
    const name = unknownFact(group.when!, evaluation, mayBeTold);
    if (isFree(name)) return name;
  }
  for (const [index, rule] of group.rules.entries())
    if (result.standings[index] === 'open' || result.standings[index] === 'displaced') {
      const name = unknownFact(rule.when, evaluation, mayBeTold);
      if (isFree(name)) return name;
    }
  for (const consequence of result.holding) {
    const name = valueWaitsFor(consequence, evaluation, mayBeTold);
    if (isFree(name)) return name;
  }
  return undefined;
}

function valueWaitsFor(consequence: Consequence, evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined {
  for (const { node } of consequence.fields) {
    const name = unknownFact(node, evaluation, mayBeTold);
    if (name !== undefined) return name;
  }
  return contestsWaitFor(consequence, evaluation, mayBeTold);
}

/** The fact for which the contested readings of a consequence wait: whether they are shown, and what they come to. */
export function contestsWaitFor(
  { contested }: Consequence,
  evaluation: Evaluation,
  mayBeTold: (name: string) => boolean,
): string | undefined {
  for (const { when, fields } of contested) {
    const name = when && unknownFact(when, evaluation, mayBeTold);
    if (name !== undefined) return name;
    if (when !== undefined && when.run(evaluation) !== true) continue;
    for (const { node } of fields) {
      const other = unknownFact(node, evaluation, mayBeTold);
      if (other !== undefined) return other;
    }
  }
  return undefined;
}

/** Steps of a walk over one group: evaluate, then what it waits for. */
export const nextOfGroup =
  (group: CompiledGroup) =>
  (evaluation: Evaluation, mayBeTold: (name: string) => boolean): string | undefined =>
    groupWaitsFor(group, evaluateGroup(group, evaluation), evaluation, mayBeTold);
