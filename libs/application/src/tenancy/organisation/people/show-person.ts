import { err, ok, type Result } from '@guicheng/kernel';
import type { DelegationRecord, PersonRecord, PostRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import type { OrganisationParts } from '../organisation-parts.ts';
import { mayLookPeopleUp } from './who-looks-people-up.ts';

/** A person with everything that was ever held and delegated. */
export interface ShownPerson extends PersonRecord {
  /** Oldest first. */
  readonly posts: readonly PostRecord[];
  /** Given and received, oldest first. */
  readonly delegations: readonly DelegationRecord[];
}

const notFound = problem(
  'person-not-found',
  '/id',
  '本区县没有此人，或您的任职不能查看。',
  'The district has no such person, or your posts do not let you see it.',
);

/** Shows a person of the caller's district with posts and history; everybody sees oneself. Refusal: `person-not-found`, also for whom the caller does not see. */
export const showPersonWith =
  ({ database }: OrganisationParts) =>
  async (caller: Caller, personId: string): Promise<Result<ShownPerson, Problem[]>> => {
    const isOneself = caller.kind === 'person' && caller.id === personId;
    if (!isOneself && !mayLookPeopleUp(caller)) return err([notFound]);
    return database.inDistrict(caller.district, async ({ people, posts, delegations }) => {
      const person = await people.byId(personId);
      if (person === undefined) return err([notFound]);
      return ok({ ...person, posts: await posts.ofPerson(personId), delegations: await delegations.ofPerson(personId) });
    });
  };
