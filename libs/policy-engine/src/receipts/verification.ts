import type { Mode, Problem } from '@guicheng/policy-model';
import type { EngineCompatibility } from './engine-releases.ts';
import type { DecisionDifference } from './first-difference.ts';

/** What a receipt says, as far as running it again needs it. */
export interface RecordedDecision {
  /** Canonical JSON of the request, byte for byte. */
  readonly requestCanonical: string;
  /** Canonical JSON of the decision, byte for byte. */
  readonly decisionCanonical: string;
  /** Null: no policy answered. */
  readonly policyDigest: string | null;
  readonly engineVersion: string;
  /** What the record says of the two beside their texts, where it is kept so. */
  readonly beside?: {
    readonly policyId: string | null;
    readonly district: string;
    readonly question: string;
    readonly asOf: string;
    readonly mode: Mode;
  };
}

/**
 * `verified`: run again, the bytes are the same (whatever else differs). `differs`: everything that the receipt stands on is at hand and says something else: the
 * record was altered, or the engine was changed without saying so. `cannot-verify`: something that it stands on is not at hand; the reasons say what.
 */
export type VerificationStatus = 'verified' | 'differs' | 'cannot-verify';

/** What running a receipt again came to. */
export interface Verification {
  readonly status: VerificationStatus;
  /** Where the decisions part; undefined: nowhere, or nothing could be recomputed. With `cannot-verify` it is no proof of anything. */
  readonly firstDifference: DecisionDifference | undefined;
  /** Why it is not verified, by stable code; empty when it is. */
  readonly reasons: readonly Problem[];
  readonly engine: EngineCompatibility;
}
