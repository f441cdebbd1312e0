import { addDays, err, type Result } from '@guicheng/kernel';
import { refuse, type Change, type UnitOnDay } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { asDuty, dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { beginRefused, unitNotFound } from '../refusals.ts';
import { placementRefused } from './unit-placement.ts';

/** Another name or another place of a unit from a day on. */
export interface ChangeUnit {
  readonly id: string;
  /** Left out or null: as it was. */
  readonly nameZh?: string | null;
  /** Left out: as it was; null: under none. */
  readonly parentId?: string | null;
  /** First day of it, `YYYY-MM-DD`, today at the earliest. */
  readonly from: unknown;
}

const changesNothing = problem('changes-nothing', '/input', '名称和上级单位都没有变。', 'Neither the name nor the unit above changes.');

/** Renames or moves a unit from a day on; what it was until then stays known. Refusals besides those of its place: `unit-not-found`, `begin-in-the-past`, `changes-nothing`. */
export const changeUnitWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: ChangeUnit, change: Change): Promise<Result<UnitOnDay, Problem[]>> => {
    const reading = new Reading();
    const from = reading.day('from', input.from);
    const named = typeof input.nameZh === 'string' ? reading.text('nameZh', input.nameZh) : null;
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'people-and-units', change, async ({ repositories, today, newId }) => {
      const { units } = repositories;
      const early = beginRefused(from, today);
      if (early !== undefined) return refuse(early);
      const before = await units.on(input.id, from);
      if (before === undefined) return refuse(unitNotFound('id'));
      const nameZh = named ?? before.nameZh;
      const parentUnitId = input.parentId === undefined ? before.parentUnitId : input.parentId;
      if (nameZh === before.nameZh && parentUnitId === before.parentUnitId) return refuse(changesNothing);
      const days = { from, to: before.to };
      const misplaced = await placementRefused(repositories, before.kind, { unitId: before.unitId, parentUnitId }, days);
      if (misplaced !== undefined) return refuse(misplaced);
      await units.endPeriod(before.periodId, addDays(from, -1));
      const period = { periodId: newId(), unitId: before.unitId, nameZh, parentUnitId, ...days, recordedAt: change.at };
      await units.addPeriod(period);
      const details = { parentUnitId, renamed: nameZh !== before.nameZh, from: dayText(from), to: dayText(days.to) };
      return done({ ...before, ...period }, 'unit.change', ['unit', before.unitId], details);
    });
  };
