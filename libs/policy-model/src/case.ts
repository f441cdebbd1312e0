import type { DecisionRequest, DecisionStatus, JsonValue } from './decision.ts';

/** What a case expects; see the contract's matching rules. */
export interface CaseExpectation {
  readonly status: DecisionStatus;
  readonly policy?: string | null;
  readonly outcome?: Readonly<Record<string, JsonValue>>;
  readonly missingFacts?: readonly string[];
  readonly blockers?: readonly string[];
  readonly warnings?: readonly string[];
  readonly contested?: boolean;
}

/** One worked example of the regulation. */
export interface PolicyCase {
  readonly id: string;
  readonly title: string;
  readonly request: DecisionRequest;
  readonly expect: CaseExpectation;
  readonly clauses: readonly string[];
  readonly trap?: string;
}
