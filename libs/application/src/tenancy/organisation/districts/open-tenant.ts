import { civilDateAt, formatCivilDate, type CivilDate } from '@guicheng/kernel';
import type { Change, ChangeResult, DistrictRepositories, PersonParticulars, UnitKind } from '@guicheng/persistence';
import { refuse } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Role } from '../../caller.ts';
import { done } from '../organisation-parts.ts';

/** A tenant with its first unit and the first person, who appoints all others. */
export interface NewTenant {
  readonly nameZh: string;
  readonly unit: { readonly code: string; readonly kind: UnitKind; readonly nameZh: string };
  readonly person: PersonParticulars;
  readonly role: Role;
}

/** Ids of what a tenant begins with. */
export interface TenantIds {
  readonly unitId: string;
  readonly periodId: string;
  readonly personId: string;
  readonly postId: string;
}

/** What a tenant began with: enough to invite the first person. */
export interface OpenedTenant {
  readonly district: string;
  readonly unitId: string;
  readonly personId: string;
  readonly postId: string;
}

/** The code belongs to a tenant already, perhaps one that was closed. */
export const districtCodeTaken: Problem = problem(
  'district-code-taken',
  '/input/code',
  '这个区县代码已开通过，不能再次使用。',
  'A district was opened under this code already; codes are not used again.',
);

/** Enters a tenant and what it begins with, within a mutation of its own. Refusal: `district-code-taken`. */
export async function openTenant(
  { districts, units, people, posts }: DistrictRepositories,
  { district, at }: Change,
  { nameZh, unit, person, role }: NewTenant,
  { unitId, periodId, personId, postId }: TenantIds,
): Promise<ChangeResult<OpenedTenant>> {
  const from: CivilDate = civilDateAt(at);
  const opened = { district, unitId, personId, postId };
  if (!(await districts.open(nameZh, at))) return refuse(districtCodeTaken);
  const open = { from, to: null, recordedAt: at };
  await units.add(
    { unitId, code: unit.code, kind: unit.kind, recordedAt: at },
    { periodId, unitId, nameZh: unit.nameZh, parentUnitId: null, ...open },
  );
  await people.add({ personId, ...person, ...open });
  await posts.add({ postId, personId, unitId, role, ...open });
  return done(opened, 'district.open', ['district', district], { unitId, personId, role, from: formatCivilDate(from) });
}
