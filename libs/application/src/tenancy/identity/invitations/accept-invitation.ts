import { err, type Result } from '@guicheng/kernel';
import { refuse, type Change, type ChangeResult } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { changeStoredPassword } from '../accounts/change-stored-password.ts';
import { loginTaken, normalLogin } from '../accounts/login-name.ts';
import type { IdentityParts, RequestTrace } from '../identity-parts.ts';
import { districtProfile } from '../passwords/district-profile.ts';
import { hashNewPassword } from '../passwords/new-password.ts';
import { accountOf, checkedChoice, type AccountChoice } from './new-account.ts';
import { linkNotValid, purposeOf, readLink } from './one-time-link.ts';

/** What the holder of an invitation sends. */
export interface Acceptance extends AccountChoice {
  readonly token: string;
}

/** What the holder of a link may sign in with from now on. */
export interface AcceptedLink {
  readonly district: string;
  readonly login: string;
}

/** Uses an invitation up: the person gets an account, or a new password where there is one; then all their sessions end. */
export const acceptInvitationWith =
  ({ database, clock, random, hasher }: IdentityParts) =>
  async ({ token, login, password }: Acceptance, { requestId }: RequestTrace): Promise<Result<AcceptedLink, Problem[]>> => {
    const link = readLink(token);
    if (link === undefined) return err([linkNotValid]);
    const { district, digest } = link;
    const at = clock.now();
    const found = await database.inDistrict(district, async (repositories) => {
      const invitation = await repositories.invitations.usable(digest, at);
      if (invitation === undefined || invitation.personId === null) return undefined;
      const account = await repositories.accounts.byPerson(invitation.personId);
      const profile = await districtProfile(repositories);
      const former = account === undefined ? [] : await repositories.accounts.formerPasswords(account.accountId, profile.history);
      return { ...(await purposeOf(repositories, invitation)), personId: invitation.personId, account, profile, former };
    });
    if (found === undefined) return err([linkNotValid]);
    const { account, profile, personId, former } = found;
    const name = account?.login ?? login;
    const hash = await (account === undefined
      ? checkedChoice(hasher, district, { login, password }, profile, [])
      : hashNewPassword(hasher, {
          password,
          profile,
          words: [account.login, district],
          former: [account.passwordHash, ...former],
          pointer: '/password',
        }));
    if (!hash.ok) return hash;
    const change: Change = { district, actor: { kind: 'person', id: personId, onBehalfOf: null }, requestId, at, idempotency: null };
    return database.change<AcceptedLink>(change, async (repositories): Promise<ChangeResult<AcceptedLink>> => {
      const { accounts, invitations } = repositories;
      // The account before its link, as whoever takes a second factor away: neither waits for the other.
      const present = await accounts.hold(personId);
      // Who comes second waits here for the first, and finds the link used.
      const invitation = await invitations.usable(digest, at);
      if (invitation === undefined) return refuse(linkNotValid);
      await invitations.use(invitation.invitationId, at);
      const value = { district, login: normalLogin(name) };
      if (present === undefined) {
        if ((await accounts.byLogin(normalLogin(name))) !== undefined) return refuse(loginTaken('/login'));
        const created = { ...accountOf(personId, name, hash.value, at, random), passwordLinkBy: invitation.issuedBy };
        // Taken by somebody else since it was looked up; or this person came by another link.
        if (!(await accounts.insert(created)))
          return refuse((await accounts.byPerson(personId)) === undefined ? loginTaken('/login') : linkNotValid);
        const details = { invitation: invitation.invitationId };
        return { kind: 'done', value, audit: { action: 'account.create', subjectKind: 'account', subjectId: created.accountId, details } };
      }
      const sessionsEnded = await changeStoredPassword(repositories, present, hash.value, at, { linkBy: invitation.issuedBy });
      const details = { invitation: invitation.invitationId, sessionsEnded };
      return {
        kind: 'done',
        value,
        audit: { action: 'account.reset-password', subjectKind: 'account', subjectId: present.accountId, details },
      };
    });
  };
