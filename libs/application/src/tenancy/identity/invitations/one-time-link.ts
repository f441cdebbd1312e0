import { err, ok, type Instant, type Result } from '@guicheng/kernel';
import type { Database, DistrictRepositories, InvitationRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { credentialDigest, parseCredentialToken } from '../credentials/credential-token.ts';
import { LINK_PREFIX } from './invitation-link.ts';

/** One refusal for a link that is unknown, used, taken back or too old. */
export const linkNotValid: Problem = problem(
  'link-not-valid',
  '/token',
  '链接无效：可能已使用、已作废或已过期，请索取新的链接。',
  'The link is not valid: it was used, taken back, or is too old. Ask for a new one.',
);

/** What a link is for. */
export type LinkPurpose = 'setup' | 'new-account' | 'new-password';

/** A link that can be used, as its holder may know it. */
export interface ShownLink {
  readonly district: string;
  readonly purpose: LinkPurpose;
  /** Of the account that gets a new password; null: there is none yet. */
  readonly login: string | null;
  readonly expiresAt: Instant;
}

/** The district of a link's token, and its digest; undefined: the text is no such token. */
export const readLink = (text: string): { readonly district: string; readonly digest: string } | undefined => {
  const token = parseCredentialToken(text.trim());
  return token?.prefix === LINK_PREFIX ? { district: token.district, digest: credentialDigest(token) } : undefined;
};

/** What a usable link is for. */
export const purposeOf = async (
  { accounts }: Pick<DistrictRepositories, 'accounts'>,
  { personId }: InvitationRecord,
): Promise<Pick<ShownLink, 'purpose' | 'login'>> => {
  if (personId === null) return { purpose: 'setup', login: null };
  const account = await accounts.byPerson(personId);
  return account === undefined ? { purpose: 'new-account', login: null } : { purpose: 'new-password', login: account.login };
};

/** Shows the holder of a link what it is for; it stays usable. */
export const showLinkWith =
  (database: Database, now: () => Instant) =>
  async (text: string): Promise<Result<ShownLink, Problem[]>> => {
    const link = readLink(text);
    if (link === undefined) return err([linkNotValid]);
    const { district, digest } = link;
    return database.inDistrict(district, async (repositories) => {
      const invitation = await repositories.invitations.usable(digest, now());
      if (invitation === undefined) return err([linkNotValid]);
      return ok({ district, ...(await purposeOf(repositories, invitation)), expiresAt: invitation.expiresAt });
    });
  };
