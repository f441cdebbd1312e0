import type { CivilDate } from '@guicheng/kernel';
import type { DistrictRepositories } from '@guicheng/persistence';

/** Ids of these units and of all below them on a day (本单位及下属单位), each once; a unit that does not exist on the day brings none. */
export async function unitsBelow({ units }: DistrictRepositories, unitIds: readonly string[], day: CivilDate): Promise<string[]> {
  const found = new Set<string>();
  for (const unitId of new Set(unitIds)) for (const one of await units.below(unitId, day)) found.add(one);
  return [...found];
}
