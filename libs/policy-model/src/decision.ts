import type { Strength } from './vocabulary.ts';

/** A value as JSON carries it. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** `in-force`: only a policy in force on `asOf` may answer. `simulate`: disregards effective dates, a draft may answer too. */
export type Mode = 'in-force' | 'simulate';

/** A question to a district's policy, as the contract words it. */
export interface DecisionRequest {
  readonly id?: string;
  readonly district: string;
  readonly question: string;
  /** Civil date in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly mode?: Mode;
  /** Absent key: unknown. `null`: known to be none. */
  readonly facts: Readonly<Record<string, JsonValue>>;
}

/** What a decision can come to, in the contract's words. */
export const DECISION_STATUSES = [
  'determined',
  'needs-facts',
  'needs-judgement',
  'not-regulated',
  'no-policy',
  'contradictory-facts',
] as const;
/** What one decision came to, one of `DECISION_STATUSES`. */
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

/** What the answering policy is on `asOf`. */
export type PolicyStatus = 'in-force' | 'not-yet-in-force' | 'expired' | 'repealed' | 'consultation-draft' | 'guidance';

/** The answer. Field names and their order are the contract's. */
export interface Decision {
  readonly id?: string;
  readonly district: string;
  readonly question: string;
  readonly asOf: string;
  /** Pack id; null when nothing held is in force. */
  readonly policy: string | null;
  readonly policyStatus: PolicyStatus | null;
  /** Digest of the policy, `sha256:…`. */
  readonly digest: string | null;
  readonly status: DecisionStatus;
  readonly outcome: Readonly<Record<string, JsonValue>>;
  readonly missingFacts: readonly string[];
  readonly blockers: readonly { readonly code: string; readonly strength: Strength }[];
  readonly warnings: readonly { readonly code: string }[];
  readonly because: readonly { readonly rule: string; readonly clauses: readonly string[] }[];
  readonly contested: readonly {
    readonly clause: string;
    readonly reading: string;
    readonly alternative: Readonly<Record<string, JsonValue>>;
  }[];
  /** Only with `contradictory-facts`: which facts cannot both be true. */
  readonly error?: {
    readonly code: 'contradictory-facts';
    readonly message: string;
    readonly pointer: string;
    readonly facts: readonly string[];
  };
}

/** One node of the trace: a rule that was looked at, what its condition came to, and the operands that decided it. */
export interface RuleTrace {
  readonly group: string;
  readonly rule: string;
  readonly clauses: readonly string[];
  /** null: unknown. */
  readonly holds: boolean | null;
  /** Displaced by this applicable exception. */
  readonly displacedBy?: string;
  readonly operands: readonly OperandTrace[];
}

/** A value that was read while a condition was evaluated. */
export interface OperandTrace {
  readonly source: 'fact' | 'definition' | 'context';
  readonly name: string;
  /** Absent: unknown. Printed as in facts and outcomes (yuan, dates, codes). */
  readonly value?: JsonValue;
}
