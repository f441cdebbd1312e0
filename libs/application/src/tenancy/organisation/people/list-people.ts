import { err, ok, type Result } from '@guicheng/kernel';
import type { KeyRange, PersonRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller, Role } from '../../caller.ts';
import { listDay, pageOf, type ListPage } from '../list-page.ts';
import type { OrganisationParts } from '../organisation-parts.ts';
import { mayLookPeopleUp, peopleNotShown } from './who-looks-people-up.ts';

/** Which people to list. */
export interface ListPeople {
  /** `YYYY-MM-DD`. */
  readonly on: unknown;
  /** Part of the name; null: any. */
  readonly name: string | null;
  /** Who holds a post in this unit; null: in any or none. */
  readonly unitId: string | null;
  /** Who holds a post of this role; null: any or none. */
  readonly role: Role | null;
  readonly range: KeyRange;
}

/** The people of the caller's district on a day, in the order in which they were added. Refusals: `date-not-valid`, `not-permitted`. */
export const listPeopleWith =
  ({ database }: OrganisationParts) =>
  async (caller: Caller, { on, name, unitId, role, range }: ListPeople): Promise<Result<ListPage<PersonRecord>, Problem[]>> => {
    if (!mayLookPeopleUp(caller)) return err([peopleNotShown]);
    const day = listDay(on);
    if (!day.ok) return day;
    const filter = {
      ...(name === null ? {} : { name }),
      ...(unitId === null ? {} : { unitId }),
      ...(role === null ? {} : { role }),
    };
    return database.inDistrict(caller.district, async ({ people }) =>
      ok(await pageOf(range, (wider) => people.list({ on: day.value, range: wider, ...filter }))),
    );
  };
