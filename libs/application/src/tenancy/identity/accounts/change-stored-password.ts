import type { Instant } from '@guicheng/kernel';
import type { AccountRecord, DistrictRepositories } from '@guicheng/persistence';

/** A new password: the old one becomes history and every session of the person ends, but for `except`; how many ended. Within the caller's transaction, which audits it. */
export const changeStoredPassword = async (
  { accounts, sessions, invitations }: Pick<DistrictRepositories, 'accounts' | 'sessions' | 'invitations'>,
  { accountId, personId, passwordHash: old }: AccountRecord,
  passwordHash: string,
  at: Instant,
  except?: string,
): Promise<number> => {
  await accounts.keepFormerPassword(accountId, old, at);
  await accounts.change(accountId, { passwordHash, passwordChangedAt: at });
  await invitations.voidOpen(personId, at);
  return sessions.endAllOf(personId, at, 'password-changed', except);
};
