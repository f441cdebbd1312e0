import {
  decimalNumber,
  formatCivilDate,
  formatCivilMonth,
  formatInstant,
  yuanNumber,
  type CivilDate,
  type CivilMonth,
  type Fen,
  type Instant,
  type Micro,
} from '@guicheng/kernel';
import type { JsonValue } from './decision.ts';
import type { FactValue } from './value-parse.ts';
import type { ValueType } from './vocabulary.ts';

/** Writes a value as the contract does: yuan as numbers, civil dates `YYYY-MM-DD`, instants at +08:00. Inverse of `parseFactValue`. */
export function printValue(type: ValueType, value: FactValue): JsonValue {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((element: FactValue) => printValue(type.replace('list-of-', '') as ValueType, element));
  if (typeof value !== 'number') return value as JsonValue;
  switch (type) {
    case 'money':
      return yuanNumber(value as Fen);
    case 'decimal':
    case 'percent':
      return decimalNumber(value as Micro);
    case 'date':
      return formatCivilDate(value as CivilDate);
    case 'month':
      return formatCivilMonth(value as CivilMonth);
    case 'instant':
      return formatInstant(value as Instant);
    default:
      return value;
  }
}
