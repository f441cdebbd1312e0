import type { Instant } from '@guicheng/kernel';
import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { columnOfInstant } from '../../instant-column.ts';
import { RecoveryCodeEntity } from './recovery-code.entity.ts';

/** The recovery codes of the unit of work's district. */
export interface RecoveryCodeRepository {
  /** These are the account's codes from now on, and no others. */
  replace(accountId: string, digests: readonly string[], at: Instant): Promise<void>;
  /** Uses a code up; false: it is none of the account's, or was used before. */
  use(accountId: string, digest: string, at: Instant): Promise<boolean>;
  /** How many are left. */
  left(accountId: string): Promise<number>;
}

/** The recovery codes that a transaction with a tenant can see. */
export const recoveryCodeRepository = (manager: EntityManager, district: string): RecoveryCodeRepository => ({
  replace: async (accountId, digests, at) => {
    await manager.delete(RecoveryCodeEntity, { district, accountId });
    if (digests.length === 0) return;
    const createdAt = columnOfInstant(at);
    await manager.insert(
      RecoveryCodeEntity,
      digests.map((codeDigest) => ({ district, accountId, codeDigest, createdAt })),
    );
  },
  use: async (accountId, codeDigest, at) => {
    const unused = { district, accountId, codeDigest, usedAt: IsNull() };
    return (await manager.update(RecoveryCodeEntity, unused, { usedAt: columnOfInstant(at) })).affected === 1;
  },
  left: (accountId) => manager.countBy(RecoveryCodeEntity, { district, accountId, usedAt: IsNull() }),
});
