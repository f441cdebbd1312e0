import { err, ok, type Result } from '@guicheng/kernel';
import type { KeyRange, UnitKind, UnitOnDay } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
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

const notFound = problem('unit-not-found', '/id', '本区县在该日没有这个单位。', 'The district has no such unit on that day.');

/** A unit of the caller's district as it is on a day, `YYYY-MM-DD`. Refusals: `unit-not-found`, `date-not-valid`. */
export const showUnitWith =
  ({ database }: OrganisationParts) =>
  async (caller: Caller, unitId: string, on: unknown): Promise<Result<UnitOnDay, Problem[]>> => {
    const day = listDay(on);
    if (!day.ok) return day;
    const unit = await database.inDistrict(caller.district, ({ units }) => units.on(unitId, day.value));
    return unit === undefined ? err([notFound]) : ok(unit);
  };
