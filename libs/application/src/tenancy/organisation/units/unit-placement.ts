import type { CivilDate } from '@guicheng/kernel';
import type { Days, DistrictRepositories, UnitKind, UnitPeriodRecord } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import { covers, unitNotFound } from '../refusals.ts';
import { UNIT_RULES } from '../unit-rules.ts';

/** From the first to the last day of a unit, whatever it was called and wherever it stood; undefined: it has no days. */
export const lifeOf = (periods: readonly UnitPeriodRecord[]): { readonly from: CivilDate; readonly to: CivilDate | null } | undefined => {
  const [first, last] = [periods[0], periods.at(-1)];
  return first && last && { from: first.from, to: last.to };
};

/**
 * Why a unit of this kind cannot stand there on these days; undefined: it can. Refusals: `unit-needs-parent`, `unit-parent-kind`, `unit-not-found`,
 * `unit-under-itself`.
 */
export async function placementRefused(
  { units }: DistrictRepositories,
  kind: UnitKind,
  { unitId, parentUnitId }: { readonly unitId: string | null; readonly parentUnitId: string | null },
  days: Days,
): Promise<Problem | undefined> {
  const { zh, en, under, needsParent } = UNIT_RULES[kind];
  if (parentUnitId === null)
    return needsParent
      ? problem(
          'unit-needs-parent',
          '/input/parentId',
          `${zh}应有主管部门（单位）。`,
          `A unit of this kind (${en}) stands under a competent unit.`,
        )
      : undefined;
  const parent = await units.byId(parentUnitId);
  const life = lifeOf(await units.periods(parentUnitId));
  if (parent === undefined || life === undefined || !covers(life, days)) return unitNotFound('parentId');
  if (!under.includes(parent.kind)) {
    const rule = UNIT_RULES[parent.kind];
    return problem(
      'unit-parent-kind',
      '/input/parentId',
      `${zh}不隶属于${rule.zh}。`,
      `A unit of this kind (${en}) does not stand under one of that kind (${rule.en}).`,
    );
  }
  if (unitId === null || !(await units.isAbove(unitId, parentUnitId, days))) return undefined;
  return problem(
    'unit-under-itself',
    '/input/parentId',
    '上级单位隶属于本单位：不能互为上下级。',
    'That unit stands under this one: it cannot be above it too.',
  );
}
