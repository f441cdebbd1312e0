import type { Policy, RuleTrace } from '@guicheng/policy-model';
import type { CompiledRule } from '../compiled-policy.ts';
import type { GroupResult } from '../group-evaluation.ts';
import type { Evaluation } from '../node.ts';
import { Recording } from './recording.ts';

/** Evaluates every rule of the groups once more, recording: what its condition came to, and which values it read from where. */
export function traceGroups(policy: Policy, results: readonly GroupResult[], { facts, asOf }: Evaluation): RuleTrace[] {
  const record = new Recording(policy);
  const recording: Evaluation = { facts, asOf, memo: [], computed: [], record };
  return results.flatMap(({ group, standings }) =>
    group.rules.map((rule, index) => {
      record.start();
      const isStated = rule.ifStated.every((name) => name in facts);
      const holds = isStated ? ((rule.when.run(recording) as boolean | undefined) ?? null) : false;
      const displacing =
        standings[index] === 'displaced' ? rule.exceptions.find((exception) => standings[exception] === 'applies') : undefined;
      return ruleTrace(group.source.id, rule, holds, displacing === undefined ? undefined : group.rules[displacing]!.id, record.operands);
    }),
  );
}

/** What one rule came to, its keys in the contract's order. */
export const ruleTrace = (
  group: string,
  { id: rule, cites: clauses }: CompiledRule,
  holds: boolean | null,
  displacedBy: string | undefined,
  operands: RuleTrace['operands'],
): RuleTrace =>
  displacedBy === undefined ? { group, rule, clauses, holds, operands } : { group, rule, clauses, holds, displacedBy, operands };
