import type { Instant } from '@guicheng/kernel';
import type { AccountRecord, DistrictRepositories } from '@guicheng/persistence';

/** Who is behind a new password; `linkBy`: who made the link that it was set by, null: its owner chose it signed in. */
export interface PasswordOrigin {
  readonly linkBy: string | null;
}

/** A new password: the old one becomes history and every session of the person ends, but for `except`; how many ended. Within the caller's transaction, which audits it. */
export const changeStoredPassword = async (
  { accounts, sessions, invitations }: Pick<DistrictRepositories, 'accounts' | 'sessions' | 'invitations'>,
  { accountId, personId, passwordHash: old }: AccountRecord,
  passwordHash: string,
  at: Instant,
  { linkBy }: PasswordOrigin,
  except?: string,
): Promise<number> => {
  await accounts.keepFormerPassword(accountId, old, at);
  await accounts.change(accountId, { passwordHash, passwordChangedAt: at, passwordLinkBy: linkBy });
  await invitations.voidOpen(personId, at);
  return sessions.endAllOf(personId, at, 'password-changed', except);
};
