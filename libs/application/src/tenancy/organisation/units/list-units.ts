import { ok, type CivilDate, type Result } from '@guicheng/kernel';
import type { KeyRange, UnitKind, UnitOnDay } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { listDay, pageOf, type ListPage } from '../list-page.ts';
import type { OrganisationParts } from '../organisation-parts.ts';

/** Which units to list; known to everybody of the district. */
export interface ListUnits {
  /** `YYYY-MM-DD`. */
  readonly on: unknown;
  /** Null: of all kinds. */
  readonly kinds: readonly UnitKind[] | null;
  readonly range: KeyRange;
}

/** The units of the caller's district on a day, by code. Refusal: `date-not-valid`. */
export const listUnitsWith =
  ({ database }: OrganisationParts) =>
  async (caller: Caller, { on, kinds, range }: ListUnits): Promise<Result<ListPage<UnitOnDay>, Problem[]>> => {
    const day = listDay(on);
    if (!day.ok) return day;
    return database.inDistrict(caller.district, async ({ units }) =>
      ok(await pageOf(range, (wider) => units.list({ on: day.value, range: wider, ...(kinds === null ? {} : { kinds }) }))),
    );
  };

/** A unit of the caller's district as it is on a day; undefined: there is none. */
export const showUnitWith =
  ({ database }: OrganisationParts) =>
  (caller: Caller, unitId: string, day: CivilDate): Promise<UnitOnDay | undefined> =>
    database.inDistrict(caller.district, ({ units }) => units.on(unitId, day));
