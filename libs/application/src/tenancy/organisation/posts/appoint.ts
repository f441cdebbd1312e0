import { err, formatCivilDate, type Result } from '@guicheng/kernel';
import { PLATFORM, refuse, type Change, type Days, type DistrictRepositories, type PostRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller, Role } from '../../caller.ts';
import { asDuty, dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { covers, personNotFound, unitNotFound } from '../refusals.ts';
import { ROLE_RULES, roleNotInUnit } from '../role-rules.ts';
import { lifeOf } from '../units/unit-placement.ts';
import { roleKeptApart } from './role-kept-apart.ts';

/** An appointment (任职). */
export interface Appoint {
  readonly personId: string;
  readonly unitId: string;
  readonly role: Role;
  /** First day, `YYYY-MM-DD`; it may be past. */
  readonly from: unknown;
  /** Last day, `YYYY-MM-DD`; left out or null: open. */
  readonly to?: unknown;
}

async function unfit(
  { units }: DistrictRepositories,
  { unitId, role }: Appoint,
  district: string,
  days: Days,
): Promise<Problem | undefined> {
  const unit = await units.byId(unitId);
  const life = lifeOf(await units.periods(unitId));
  if (unit === undefined || life === undefined || !covers(life, days)) return unitNotFound('unitId');
  const isFitting = ROLE_RULES[role].unitKinds.includes(unit.kind) && (role !== 'platform-operator' || district === PLATFORM);
  return isFitting ? undefined : roleNotInUnit(role, unit.kind, '/input/role');
}

const overlaps = ({ from, to }: PostRecord): Problem =>
  problem(
    'post-overlaps',
    '/input/from',
    `此人自 ${formatCivilDate(from)} 起${to === null ? '' : `至 ${formatCivilDate(to)} `}已任此职。`,
    `The person holds this post already, from ${formatCivilDate(from)}${to === null ? ' on' : ` to ${formatCivilDate(to)}`}.`,
  );

const overlapping = (one: Days, other: Days): boolean =>
  (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to) && (one.to === null || one.from <= one.to);

/**
 * Gives a person a role in a unit. Refusals: `person-not-found`, `unit-not-found`, `role-not-in-unit`, `post-overlaps`, `roles-kept-apart`, and what a
 * field cannot be.
 */
export const appointWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: Appoint, change: Change): Promise<Result<PostRecord, Problem[]>> => {
    const reading = new Reading();
    const days = reading.days(input.from, input.to);
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'posts', change, async ({ repositories, newId }) => {
      const { people, posts, delegations } = repositories;
      const { personId, unitId, role } = input;
      const person = await people.byId(personId);
      if (person === undefined || !covers(person, days)) return refuse(personNotFound('personId'));
      const misfit = await unfit(repositories, input, caller.district, days);
      if (misfit !== undefined) return refuse(misfit);
      const same = (await posts.ofPerson(personId)).find((post) => post.unitId === unitId && post.role === role && overlapping(post, days));
      if (same !== undefined) return refuse(overlaps(same));
      const given = (await delegations.among([personId], days)).filter(
        ({ fromPersonId, postId }) => fromPersonId === personId && postId === null,
      );
      for (const who of [
        { personId, days },
        ...given.map(({ toPersonId, from, to }) => ({ personId: toPersonId, days: meet(days, { from, to }) })),
      ]) {
        const apart = await roleKeptApart(repositories, who.personId, [role], who.days, '/input/role');
        if (apart !== undefined) return refuse(apart);
      }
      const post = { postId: newId(), personId, unitId, role, ...days, recordedAt: change.at };
      await posts.add(post);
      const details = { personId, unitId, role, from: dayText(days.from), to: dayText(days.to) };
      return done(post, 'post.appoint', ['post', post.postId], details);
    });
  };

const meet = (one: Days, other: Days): Days => ({
  from: one.from > other.from ? one.from : other.from,
  to: one.to === null || (other.to !== null && other.to < one.to) ? other.to : one.to,
});
