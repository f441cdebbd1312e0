import type { Clock } from '@guicheng/kernel';
import type { Change, Database } from '@guicheng/persistence';
import type { RandomBytes } from '../../audit/receipt-book.ts';

/** What the use cases of API clients stand on. */
export interface ClientParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** The request that a mutation is asked in. */
export interface MutationTrace {
  /** As logs and the audit chain have it. */
  readonly requestId: string;
  /** The caller's key for this mutation and the digest of what it asks; null: none was given. */
  readonly idempotency: Change['idempotency'];
}
