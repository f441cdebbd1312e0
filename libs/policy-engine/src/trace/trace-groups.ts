import { percentHalfUp } from '@guicheng/kernel';
import { printValue, type JsonValue, type OperandTrace, type Policy, type RuleTrace } from '@guicheng/policy-model';
import type { GroupResult } from './group-evaluation.ts';
import type { Evaluation } from './node.ts';
import { isRatio, type Value } from './value.ts';

/** Re-evaluates every rule of the groups with recording on: what its condition came to, and which values it read from where. */
export function traceGroups(policy: Policy, results: readonly GroupResult[], evaluation: Evaluation): RuleTrace[] {
  return results.flatMap(({ group, standings }) =>
    group.rules.map((rule, index) => {
      const operands: OperandTrace[] = [];
      const seen = new Set<string>();
      const recording: Evaluation = {
        ...evaluation,
        memo: [],
        computed: [],
        record: (source, name, value) => {
          if (seen.has(`${source} ${name}`)) return;
          seen.add(`${source} ${name}`);
          operands.push({ source, name, ...(value === undefined ? {} : { value: printOperand(policy, source, name, value) }) });
        },
      };
      const isStated = rule.ifStated.every((name) => name in evaluation.facts);
      const holds = isStated ? ((rule.when.run(recording) as boolean | undefined) ?? null) : false;
      const displacing =
        standings[index] === 'displaced' ? rule.exceptions.find((exception) => standings[exception] === 'applies') : undefined;
      return {
        group: group.source.id,
        rule: rule.id,
        clauses: rule.cites,
        holds,
        ...(displacing === undefined ? {} : { displacedBy: group.rules[displacing]!.id }),
        operands,
      };
    }),
  );
}

function printOperand(policy: Policy, source: OperandTrace['source'], name: string, value: Value): JsonValue {
  if (isRatio(value)) return percentHalfUp(value.part, value.whole) ?? null;
  if (source === 'context') return printValue('date', value);
  const type = source === 'fact' ? policy.facts[name]!.type : policy.definitions[name]!.type;
  return printValue(type === 'ratio' ? 'percent' : type, value);
}
