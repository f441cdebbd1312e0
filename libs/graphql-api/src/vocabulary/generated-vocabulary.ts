import type { ValueType } from '@guicheng/policy-model';
import generated from './vocabulary.generated.json';

/** How a typed outcome field is filled. */
export interface OutcomeFieldShape {
  readonly type: ValueType;
  /** The enum that its codes must belong to. */
  readonly enum?: string;
}

/** Enum name -> GraphQL value -> vocabulary code. */
export const ENUM_CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = generated.enums;

/** Question -> object type of its outcome, with the fields that it has. */
export const OUTCOME_TYPES = generated.outcomes as Readonly<
  Record<string, { readonly typeName: string; readonly fields: Readonly<Record<string, OutcomeFieldShape>> }>
>;
