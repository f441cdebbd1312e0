import { err, ok, type Result } from '@guicheng/kernel';
import type { KeyRange, PostRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller, Role } from '../../caller.ts';
import { listDay, pageOf, type ListPage } from '../list-page.ts';
import type { OrganisationParts } from '../organisation-parts.ts';
import { mayLookPeopleUp, peopleNotShown } from '../people/who-looks-people-up.ts';

/** Which posts to list. */
export interface ListPosts {
  /** `YYYY-MM-DD`. */
  readonly on: unknown;
  /** Null: in any unit. */
  readonly unitId: string | null;
  /** Null: of any role. */
  readonly role: Role | null;
  readonly range: KeyRange;
}

/** Who held which post on a day, in the order in which posts were entered. Refusals: `date-not-valid`, `not-permitted`. */
export const listPostsWith =
  ({ database }: OrganisationParts) =>
  async (caller: Caller, { on, unitId, role, range }: ListPosts): Promise<Result<ListPage<PostRecord>, Problem[]>> => {
    if (!mayLookPeopleUp(caller)) return err([peopleNotShown]);
    const day = listDay(on);
    if (!day.ok) return day;
    const filter = { ...(unitId === null ? {} : { unitId }), ...(role === null ? {} : { role }) };
    return database.inDistrict(caller.district, async ({ posts }) =>
      ok(await pageOf(range, (wider) => posts.list({ on: day.value, range: wider, ...filter }))),
    );
  };
