import type { JsonValue, ValueType } from '@guicheng/policy-model';
import type { Words } from '../wording/value-words.ts';

/** Where a value comes from: stated by the asker, a named notion of the policy, the request's day, written in the rule, or computed from the parts. */
export type ValueSource =
  | { readonly kind: 'fact'; readonly name: string }
  | {
      readonly kind: 'definition';
      readonly name: string;
      readonly clauses: readonly string[];
    }
  | { readonly kind: 'as-of' }
  | { readonly kind: 'rule' }
  | { readonly kind: 'computed'; readonly operator: string };

/** One part of a condition or value, with what it came to. */
export interface TraceNode {
  readonly form: 'all' | 'any' | 'not' | 'cases' | 'call' | 'fact' | 'definition' | 'as-of' | 'literal';
  readonly words: Words;
  /** false: what stands before it had settled the matter, so it was not evaluated. */
  readonly reached: boolean;
  /** Only of conditions: whether it holds; null: unknown, or not reached. */
  readonly truth?: boolean | null;
  /** What kind of value it has. */
  readonly kind: ValueType;
  /** As the contract writes it; absent: unknown, or not reached. */
  readonly value?: JsonValue;
  /** The same with its unit, as people write it. */
  readonly valueWords?: Words;
  /** Unit of the vocabulary, e.g. CNY. */
  readonly unit?: string;
  readonly source: ValueSource;
  /** Operands; of a notion: what it is made of. */
  readonly parts: readonly TraceNode[];
}

/** How a rule stands; `not-raised`: it exists only when facts are stated that were not. */
export type RuleStanding = 'applies' | 'fails' | 'displaced' | 'open' | 'not-raised';

/** A rule with its condition taken apart. */
export interface RuleNode {
  readonly rule: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly clauses: readonly string[];
  readonly standing: RuleStanding;
  /** Id of the applicable exception. */
  readonly displacedBy?: string;
  /** Absent: the rule was not raised. */
  readonly condition?: TraceNode;
  /** What the rule gives, each with how it was computed; only where it applies. */
  readonly gives: readonly {
    readonly field: string;
    readonly titleZh: string;
    readonly value: TraceNode;
  }[];
}

/** Rules that answer one matter together. */
export interface GroupNode {
  readonly group: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly rules: readonly RuleNode[];
}
