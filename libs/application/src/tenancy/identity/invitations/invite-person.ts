import { civilDateAt, ok, type Instant, type Result } from '@guicheng/kernel';
import { refuse, type Change } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { IdentityParts } from '../identity-parts.ts';
import { issueLink, type IssuedLink } from './invitation-link.ts';

/** What is kept to answer a repeated request alike: the token sealed, so that whoever reads the database cannot use it. */
interface KeptLink {
  readonly invitationId: string;
  readonly sealed: string;
  readonly expiresAt: number;
}

const noSuchPerson = problem('person-not-found', '/person', '没有这个人员。', 'There is no such person.');

/** Makes a one-time link with which a person of the district gets an account, or a new password; earlier links of theirs are of no use any more. */
export const invitePersonWith =
  ({ database, random, box }: Pick<IdentityParts, 'database' | 'random' | 'box'>) =>
  async (change: Change, personId: string): Promise<Result<IssuedLink, Problem[]>> => {
    const { district, at } = change;
    const owner = (invitationId: string): string => `invitation\n${district}\n${invitationId}`;
    const kept = await database.change<KeptLink>(change, async (repositories) => {
      const person = await repositories.people.byId(personId);
      if (person === undefined || (person.to !== null && person.to < civilDateAt(at))) return refuse(noSuchPerson);
      const { invitationId, token, expiresAt } = await issueLink(repositories, { district, personId: person.personId, at }, random);
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
