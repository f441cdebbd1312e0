import { percentHalfUp } from '@guicheng/kernel';
import { printValue, type JsonValue, type OperandTrace, type Policy } from '@guicheng/policy-model';
import { isRatio, type Value } from '../value.ts';

/** Writes a value that was read as facts and outcomes are written; a ratio as a percentage, null when its whole is zero. */
export function printOperand(policy: Policy, source: OperandTrace['source'], name: string, value: Value): JsonValue {
  if (isRatio(value)) return percentHalfUp(value.part, value.whole) ?? null;
  if (source === 'context') return printValue('date', value);
  const type = source === 'fact' ? policy.facts[name]!.type : policy.definitions[name]!.type;
  return printValue(type === 'ratio' ? 'percent' : type, value);
}
