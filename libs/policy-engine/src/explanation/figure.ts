import type { JsonValue, ValueType } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';
import type { ValueSource } from './trace-node.ts';

/** A number, amount or date that stands in an explanation, with where it comes from. */
export interface Figure {
  /** As it stands in the text, with its unit. */
  readonly words: Words;
  readonly kind: ValueType;
  readonly value: JsonValue;
  /** Of what: a fact's, notion's or outcome field's title, or what the rule says. */
  readonly of: Words;
  /** Unit of the vocabulary, e.g. CNY. */
  readonly unit?: string;
  /** `rule`: written in the text that the rule stands on; its clauses are given. */
  readonly source: ValueSource;
  readonly clauses: readonly string[];
}
