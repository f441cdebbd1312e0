import type { Clock, Instant } from '@guicheng/kernel';
import type { Database } from '@guicheng/persistence';
import type { RandomBytes } from '../audit/receipt-book.ts';
import type { PolicyLibrary } from '../policies/policy-library.ts';

/** What the use cases of projects stand on. */
export interface ProjectParts {
  readonly database: Database;
  readonly library: PolicyLibrary;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** The request that something is read in: what the audit chain says of it. */
export interface ReadMark {
  readonly requestId: string;
  readonly at: Instant;
}
