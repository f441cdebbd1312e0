import type { CompiledGroup } from '../compiled-policy.ts';
import { evaluateGroup } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { RuleFault } from '../rule-fault.ts';

/** Everything that a group says on some facts, as a text to compare: statuses, fields, codes, contested readings, what is still open. */
export function groupAnswer(group: CompiledGroup, evaluation: Evaluation): string {
  try {
    const { holding, open, isActive } = evaluateGroup(group, evaluation);
    const said = holding.map(({ status, fields, adds, blockers, warnings, cites, contested }) => [
      status,
      fields.map(({ name, node }) => [name, node.run(evaluation) ?? 'unknown']),
      adds,
      blockers,
      warnings,
      cites,
      contested.map(({ when }) => when?.run(evaluation) ?? null),
    ]);
    return JSON.stringify([isActive ?? null, said, open.map(({ id }) => id)]);
  } catch (cause) {
    if (cause instanceof RuleFault) return `fault ${cause.code}`;
    throw cause;
  }
}
