import { err, type Result } from '@guicheng/kernel';
import { PLATFORM, refuse, type Change, type UnitKind, type UnitOnDay } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { asDuty, dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { placementRefused } from './unit-placement.ts';

/** A new unit. */
export interface AddUnit {
  readonly code: string;
  readonly kind: UnitKind;
  readonly nameZh: string;
  /** Null: under none. */
  readonly parentId?: string | null;
  /** First day, `YYYY-MM-DD`; it may be past. */
  readonly from: unknown;
}

const codeTaken = problem(
  'unit-code-taken',
  '/input/code',
  '本区县已有单位用这个代码（包括已撤销的单位）。',
  'A unit of the district has this code already, perhaps one that was closed.',
);
const onlyOnPlatform = problem(
  'unit-kind-not-here',
  '/input/kind',
  '平台运营单位只设在平台租户，其他单位只设在区县。',
  'Platform operations are in the tenant of the platform and nowhere else, and no other unit is there.',
);

/** Adds a unit to the district. Refusals besides those of its place: `unit-code-taken`, `unit-kind-not-here`, and what a field cannot be. */
export const addUnitWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: AddUnit, change: Change): Promise<Result<UnitOnDay, Problem[]>> => {
    const reading = new Reading();
    const [code, nameZh, from] = [reading.code('code', input.code), reading.text('nameZh', input.nameZh), reading.day('from', input.from)];
    if ((input.kind === 'operator') !== (caller.district === PLATFORM)) reading.problems.push(onlyOnPlatform);
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'people-and-units', change, async ({ repositories, newId }) => {
      const { units } = repositories;
      const parentUnitId = input.parentId ?? null;
      if ((await units.byCode(code)) !== undefined) return refuse(codeTaken);
      const misplaced = await placementRefused(repositories, input.kind, { unitId: null, parentUnitId }, { from, to: null });
      if (misplaced !== undefined) return refuse(misplaced);
      const unit = { unitId: newId(), code, kind: input.kind, recordedAt: change.at };
      const period = { periodId: newId(), unitId: unit.unitId, nameZh, parentUnitId, from, to: null, recordedAt: change.at };
      await units.add(unit, period);
      const details = { code, kind: input.kind, parentUnitId, from: dayText(from) };
      return done({ ...unit, ...period }, 'unit.add', ['unit', unit.unitId], details);
    });
  };
