import { percentHalfUp } from '@guicheng/kernel';
import { printValue, type JsonValue, type OperandTrace, type Policy, type ValueType } from '@guicheng/policy-model';
import { isRatio, type Value } from '../value.ts';

/** As what a value that was read is written. */
export function operandType(policy: Policy, source: OperandTrace['source'], name: string): ValueType {
  if (source === 'context') return 'date';
  const type = source === 'fact' ? policy.facts[name]!.type : policy.definitions[name]!.type;
  return type === 'ratio' ? 'percent' : type;
}

/** Writes a value that was read as facts and outcomes are written; a ratio as a percentage, null when its whole is zero. */
export const printOperand = (type: ValueType, value: Value): JsonValue =>
  isRatio(value) ? (percentHalfUp(value.part, value.whole) ?? null) : printValue(type, value);
