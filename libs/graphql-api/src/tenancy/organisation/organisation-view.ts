import { formatCivilDate, formatInstant, type Result } from '@guicheng/kernel';
import type { Days, DelegationRecord, DistrictRecord, PersonRecord, PostRecord, UnitOnDay } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import { refused } from '../../errors/problem-view.ts';

const daysView = ({ from, to }: Days) => ({ from: formatCivilDate(from), to: to === null ? null : formatCivilDate(to) });

/** `HostedDistrict` of the schema. */
export const districtView = ({ district, nameZh, openedAt, closedAt }: DistrictRecord) => ({
  __typename: 'HostedDistrict',
  ...{ code: district, nameZh, openedAt: formatInstant(openedAt), closedAt: closedAt === null ? null : formatInstant(closedAt) },
});

/** `Unit` of the schema. */
export const unitView = ({ unitId, code, kind, nameZh, parentUnitId, from, to }: UnitOnDay) => ({
  __typename: 'Unit',
  ...{ id: unitId, code, kind, nameZh, parentId: parentUnitId },
  ...daysView({ from, to }),
});

/** `Person` of the schema. */
export const personView = ({ personId, nameZh, phone, email, from, to }: PersonRecord) => ({
  __typename: 'Person',
  ...{ id: personId, nameZh, phone, email },
  ...daysView({ from, to }),
});

/** `Post` of the schema. */
export const postView = ({ postId, personId, unitId, role, from, to, recordedAt }: PostRecord) => ({
  __typename: 'Post',
  ...{ id: postId, personId, unitId, role },
  ...daysView({ from, to }),
  recordedAt: formatInstant(recordedAt),
});

/** `Delegation` of the schema. */
export const delegationView = ({ delegationId, fromPersonId, toPersonId, postId, reason, from, to, recordedAt }: DelegationRecord) => ({
  __typename: 'Delegation',
  ...{ id: delegationId, fromPersonId, toPersonId, postId, reason },
  ...daysView({ from, to }),
  recordedAt: formatInstant(recordedAt),
});

/** What was done, as the schema shows it, or why it was not. */
export const answered = <T>(result: Result<T, Problem[]>, view: (value: T) => object): object =>
  result.ok ? view(result.value) : refused(result.error);
