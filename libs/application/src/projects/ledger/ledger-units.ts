import type { CivilDate } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';

/** A unit as a ledger names it. */
export interface LedgerUnit {
  readonly unitId: string;
  readonly code: string;
  readonly nameZh: string;
}

/** Every unit of the day by its id. */
export const unitsOfDay = async ({ units }: Pick<DistrictRepositories, 'units'>, on: CivilDate): Promise<Map<string, LedgerUnit>> => {
  const all = new Map<string, LedgerUnit>();
  for (let from: string | null = null; ;) {
    const page = await units.list({ on, range: { from, backwards: false, limit: 1_000 } });
    for (const unit of page) all.set(unit.unitId, unit);
    if (page.length < 1_000) return all;
    from = page.at(-1)!.code;
  }
};

/** Adds those of these units that were closed, by the name that they bore last. */
export const addClosed = async (
  known: Map<string, LedgerUnit>,
  { units }: Pick<DistrictRepositories, 'units'>,
  unitIds: Iterable<string>,
): Promise<void> => {
  for (const unitId of new Set(unitIds)) {
    if (known.has(unitId)) continue;
    const unit = await units.byId(unitId);
    const last = (await units.periods(unitId)).at(-1);
    if (unit !== undefined && last !== undefined) known.set(unitId, { unitId, code: unit.code, nameZh: last.nameZh });
  }
};
