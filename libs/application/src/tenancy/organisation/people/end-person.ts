import { addDays, err, type Result } from '@guicheng/kernel';
import { refuse, type Change, type PersonRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { dutyLeftAlone, dutyRefused } from '../duties.ts';
import { isApart } from '../role-rules.ts';
import { asDuty, dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { endRefused, personNotFound } from '../refusals.ts';

/** The last day of a person in the district. */
export interface EndPerson {
  readonly id: string;
  /** `YYYY-MM-DD`, yesterday at the earliest. */
  readonly lastDay: unknown;
}

/**
 * Ends a person with all posts and delegations that would go on. What was held stays known. Refusals: `person-not-found`, `last-administrator`, `duties-separated`,
 * `end-in-the-past`, `already-ended`.
 */
export const endPersonWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: EndPerson, change: Change): Promise<Result<PersonRecord, Problem[]>> => {
    const reading = new Reading();
    const lastDay = reading.day('lastDay', input.lastDay);
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'people-and-units', change, async ({ repositories, today }) => {
      const { people, posts, delegations } = repositories;
      const person = await people.byId(input.id);
      if (person === undefined) return refuse(personNotFound('id'));
      const late = endRefused(person, lastDay, today);
      if (late !== undefined) return refuse(late);
      // What was taken back before it began has ended already, whatever its last day.
      const goesOn = ({ from, to }: { readonly from: number; readonly to: number | null }): boolean =>
        to === null || (to > lastDay && to >= from);
      const ending = ({ from }: { readonly from: typeof lastDay }) => (from > lastDay ? addDays(from, -1) : lastDay);
      const held = (await posts.ofPerson(person.personId)).filter(goesOn);
      // To end an administrator's post is its appointer's duty, by whatever way it ends.
      if (held.some(({ role }) => isApart(role))) {
        const refusal = await dutyRefused(repositories, caller, 'posts', today);
        if (refusal !== undefined) return refuse(refusal);
      }
      for (const post of held) await posts.end(post.postId, ending(post));
      const delegated = (await delegations.ofPerson(person.personId)).filter(goesOn);
      for (const delegation of delegated) await delegations.end(delegation.delegationId, ending(delegation));
      const alone = held.length > 0 ? await dutyLeftAlone(repositories, addDays(lastDay, 1)) : undefined;
      if (alone !== undefined) return refuse(alone);
      await people.end(person.personId, lastDay);
      const details = {
        lastDay: dayText(lastDay),
        posts: held.map(({ postId }) => postId),
        delegations: delegated.map(({ delegationId }) => delegationId),
      };
      return done({ ...person, to: lastDay }, 'person.end', ['person', person.personId], details);
    });
  };
