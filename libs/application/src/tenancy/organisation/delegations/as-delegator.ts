import type { Result } from '@guicheng/kernel';
import type { Change, ChangeResult } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { asDuty, changeOrganisation, type OrganisationParts, type Work } from '../organisation-parts.ts';

/** Carries out what a person may do about one's own posts, and whoever appoints about anybody's. */
export const asDelegator = <T>(
  parts: OrganisationParts,
  caller: Caller,
  personId: string,
  change: Change,
  work: (work: Work) => Promise<ChangeResult<T>>,
): Promise<Result<T, Problem[]>> =>
  caller.kind === 'person' && caller.id === personId
    ? changeOrganisation(parts, { ...change, actor: { kind: 'person', id: caller.id, onBehalfOf: null } }, work)
    : asDuty(parts, caller, 'posts', change, work);
