import { civilDateAt, ok, type CivilDate, type Instant, type Result } from '@guicheng/kernel';
import { refuse, type Change, type DistrictRepositories } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { accountDutyRefused, takeoverRefused } from '../accounts/account-duty.ts';
import type { IdentityParts } from '../identity-parts.ts';
import { issueLink, type IssuedLink } from './invitation-link.ts';

/** What is kept to answer a repeated request alike: the token sealed, so that whoever reads the database cannot use it. */
interface KeptLink {
  readonly invitationId: string;
  readonly sealed: string;
  readonly expiresAt: number;
}

const noSuchPerson = problem('person-not-found', '/person', '没有这个人员。', 'There is no such person.');

/** Why a person may not be invited on this day; undefined: nothing stands against it. */
export type InvitationCheck = (repositories: DistrictRepositories, personId: string, day: CivilDate) => Promise<Problem | undefined>;

/** Makes a one-time link with which a person of the district gets an account, or a new password; earlier links of theirs are of no use any more. */
export const issueInvitationWith =
  ({ database, random, box }: Pick<IdentityParts, 'database' | 'random' | 'box'>) =>
  async (change: Change, personId: string, check: InvitationCheck): Promise<Result<IssuedLink, Problem[]>> => {
    const { district, actor, at } = change;
    const issuedBy = actor.kind === 'person' ? actor.id : null;
    const owner = (invitationId: string): string => `invitation\n${district}\n${invitationId}`;
    const kept = await database.change<KeptLink>(change, async (repositories) => {
      // Of two links made at once the second takes the first back.
      await repositories.units.hold();
      const person = await repositories.people.byId(personId);
      if (person === undefined || (person.to !== null && person.to < civilDateAt(at))) return refuse(noSuchPerson);
      const refusal = await check(repositories, person.personId, civilDateAt(at));
      if (refusal !== undefined) return refuse(refusal);
      const { invitationId, token, expiresAt } = await issueLink(
        repositories,
        { district, personId: person.personId, issuedBy, at },
        random,
      );
      return {
        kind: 'done',
        value: { invitationId, sealed: box.seal(Buffer.from(token), owner(invitationId)), expiresAt },
        audit: { action: 'invitation.issue', subjectKind: 'person', subjectId: person.personId, details: { invitation: invitationId } },
      };
    });
    if (!kept.ok) return kept;
    const { invitationId, sealed, expiresAt } = kept.value;
    return ok({ invitationId, token: box.open(sealed, owner(invitationId)).toString(), expiresAt: expiresAt as Instant });
  };

/**
 * The same for a caller whose duty it must be. Refusals: `not-permitted`, `duties-separated`, `person-not-found`, `administrator-account`, `two-administrators-needed`.
 */
export const invitePersonWith = (parts: Pick<IdentityParts, 'database' | 'random' | 'box'>) => {
  const issue = issueInvitationWith(parts);
  return (caller: Caller, change: Change, person: string): Promise<Result<IssuedLink, Problem[]>> =>
    issue(change, person, async (repositories, personId, day) => {
      const refusal = await accountDutyRefused(repositories, caller, day);
      return refusal ?? takeoverRefused(repositories, await repositories.accounts.hold(personId), personId, day, change.actor.id);
    });
};
