import { addDays, err, type Result } from '@guicheng/kernel';
import { refuse, type Change, type DelegationRecord } from '@guicheng/persistence';
import type { Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { delegationNotFound, endRefused } from '../refusals.ts';
import { asDelegator } from './as-delegator.ts';

/** The earlier end of a delegation. */
export interface EndDelegation {
  readonly id: string;
  /** `YYYY-MM-DD`, yesterday at the earliest; of what has not begun the day before it begins. */
  readonly lastDay: unknown;
}

/**
 * Ends a delegation before its time; who gave it does, who received it, or who appoints. Refusals: `delegation-not-found`, `not-permitted`,
 * `duties-separated`, `end-in-the-past`, `already-ended`.
 */
export const endDelegationWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: EndDelegation, change: Change): Promise<Result<DelegationRecord, Problem[]>> => {
    const reading = new Reading();
    const lastDay = reading.day('lastDay', input.lastDay);
    if (reading.problems.length > 0) return err(reading.problems);
    // Who gave and who received it never changes: it may be looked up before the mutation begins.
    const given = await parts.database.inDistrict(caller.district, ({ delegations }) => delegations.byId(input.id));
    const own = given !== undefined && [given.fromPersonId, given.toPersonId].includes(caller.id) ? caller.id : '';
    return asDelegator(parts, caller, own, change, async ({ repositories: { delegations }, today }) => {
      const delegation = await delegations.byId(input.id);
      if (delegation === undefined) return refuse(delegationNotFound);
      const late = endRefused(delegation, lastDay, today);
      if (late !== undefined) return refuse(late);
      const to = lastDay < delegation.from ? addDays(delegation.from, -1) : lastDay;
      await delegations.end(delegation.delegationId, to);
      return done({ ...delegation, to }, 'delegation.end', ['delegation', delegation.delegationId], { lastDay: dayText(to) });
    });
  };
