import { err, ok, type Result } from '@guicheng/kernel';
import { districtClosed, PLATFORM, refuse, type Change, type DistrictRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { actorOf, postWith, type Caller } from '../../caller.ts';
import { changeOrganisation, done, type OrganisationParts } from '../organisation-parts.ts';
import { postsOn } from '../posts-on.ts';
import { Reading } from '../reading.ts';

/** A district to close on this installation. */
export interface CloseDistrict {
  /** The code. */
  readonly district: string;
  /** On what ground, e.g. the number of the document; stands in both audit chains. */
  readonly reason: string;
}

const LONGEST_REASON = 300;
const onlyOperator = problem('not-permitted', '', '只有平台运营人员可以关闭区县。', 'Only an operator of the platform closes districts.');
const notFound = problem('district-not-found', '/input/district', '没有开通过这个区县。', 'No district was opened under this code.');
const closedBefore: Problem = { ...districtClosed, pointer: '/input/district' };

/**
 * Closes a district, at once and for good: from then on every credential of its people and programs, every link and every delivery is refused with
 * `district-closed`; its data and its audit chain, which ends here, are kept. Two mutations, as for opening one: asked again with the same idempotency key after a
 * failure between them, it goes on. Refusals: `not-permitted`, `district-not-found`, `district-closed`, `text-not-valid`.
 */
export const closeDistrictWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, { district, reason: given }: CloseDistrict, change: Change): Promise<Result<DistrictRecord, Problem[]>> => {
    const { database } = parts;
    const reading = new Reading();
    const reason = reading.text('reason', given, LONGEST_REASON);
    if (reading.problems.length > 0) return err([...reading.problems]);
    const post = caller.district === PLATFORM && caller.kind === 'person' ? postWith(caller, ['platform-operator']) : undefined;
    if (post === undefined) return err([onlyOperator]);
    const actor = actorOf(caller, post);
    const asked = await changeOrganisation(parts, { ...change, district: PLATFORM, actor }, async ({ repositories, today }) => {
      const posts = await postsOn(repositories, caller.id, today);
      if (!posts.some(({ role }) => role === 'platform-operator')) return refuse(onlyOperator);
      const present = district === PLATFORM ? undefined : await repositories.districts.byCode(district);
      if (present === undefined) return refuse(notFound);
      if (present.closedAt !== null) return refuse(closedBefore);
      return done(true, 'district.request-closing', ['district', district], { reason });
    });
    if (!asked.ok) return asked;
    if ((await database.districts.byCode(district))?.closedAt === null) {
      const closing: Change = { ...change, district, actor, idempotency: null };
      const closed = await database.change(closing, async ({ districts, sessions, invitations, deliveries }) => {
        if (!(await districts.close(change.at))) return refuse(closedBefore);
        const sessionsEnded = await sessions.endAll(change.at, 'district-closed');
        const invitationsVoided = await invitations.voidAll(change.at);
        const deliveriesCancelled = await deliveries.cancelAll(change.at);
        const details = { reason, sessionsEnded, invitationsVoided, deliveriesCancelled };
        return done(true, 'district.close', ['district', district], details);
      });
      if (!closed.ok) return closed;
    }
    const record = await database.districts.byCode(district);
    if (record === undefined) throw new Error('a district that was closed is in no directory');
    return ok(record);
  };
