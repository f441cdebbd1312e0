import type { Clock, Instant } from '@guicheng/kernel';
import type { Change, Database, DistrictRepositories } from '@guicheng/persistence';
import type { RandomBytes } from '../../audit/receipt-book.ts';
import type { CallerPost } from '../caller.ts';
import type { PasswordHasher } from './passwords/password-hash.ts';
import type { SecretBox } from './secret-box.ts';

/** The posts that a person holds at an instant, delegations included. */
export type PostsOf = (repositories: DistrictRepositories, personId: string, at: Instant) => Promise<readonly CallerPost[]>;

/** What the use cases of identity stand on. */
export interface IdentityParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly hasher: PasswordHasher;
  readonly box: SecretBox;
  readonly postsOf: PostsOf;
}

/** The request that a mutation is asked in. */
export interface RequestTrace {
  /** As logs and the audit chain have it. */
  readonly requestId: string;
  /** The caller's key for it, where the same answer may be given again; left out: it holds secrets, or is over when it is done. */
  readonly idempotency?: Change['idempotency'];
}
