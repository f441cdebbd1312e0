import type { Decision, DecisionRequest } from './decision.ts';

/** A receipt (决策回执) as it leaves the database: what was asked and answered, and everything that the answer stands on. */
export interface Receipt {
  readonly id: string;
  /** ISO 8601 with offset. */
  readonly recordedAt: string;
  /** Null: no policy answered. */
  readonly policy: string | null;
  readonly digest: string | null;
  /** Digest of the policy's words, see `vocabularyDigestOf`; null: no policy answered. */
  readonly vocabularyDigest: string | null;
  readonly engineVersion: string;
  readonly calendarDigest: string;
  readonly request: DecisionRequest;
  readonly decision: Decision;
}
