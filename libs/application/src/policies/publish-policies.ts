import { err, ok, WorkingDayCalendar, type Clock, type Result } from '@guicheng/kernel';
import type { Database, PublishOutcome } from '@guicheng/persistence';
import { checkPolicy } from '@guicheng/policy-engine';
import type { Problem } from '@guicheng/policy-model';
import type { LoadedPolicy } from '@guicheng/policy-model/folder';
import type { OfficialCalendars } from './official-calendars.ts';

/** What became of each pack. */
export type Publication = Extract<PublishOutcome, { readonly kind: 'published' | 'unchanged' }>;

const placedIn = (id: string, problems: readonly Problem[]): Problem[] =>
  problems.map((each) => ({ ...each, pointer: `${id}#${each.pointer}` }));

/**
 * Publishes packs: all are checked before the first is written, so that a pack with problems changes nothing; refused with the
 * problems of all packs, each pointer behind the id of its pack. All are written in one transaction: one that the database refuses
 * keeps the others out too. Publishing the same content again changes nothing. Content that is new is published only if all
 * cases of the pack come out as they expect and both interpreters agree on them; what is published already was.
 */
export const publishPolicies = async (
  packs: readonly LoadedPolicy[],
  { database, calendars, clock }: { readonly database: Database; readonly calendars: OfficialCalendars; readonly clock: Clock },
): Promise<Result<readonly Publication[], Problem[]>> => {
  const calendar = WorkingDayCalendar.of(calendars.years);
  const held = new Set((await database.policies.all()).map(({ digest }) => digest));
  const unfit = packs
    .filter(({ digest }) => !held.has(digest))
    .flatMap((pack) => placedIn(pack.policy.manifest.id, checkPolicy(pack, calendar)));
  if (unfit.length > 0) return err(unfit);
  const outcomes = await database.policies.publishAll(packs, clock.now());
  const refusals = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? placedIn(outcome.policyId, [outcome.problem]) : []));
  return refusals.length > 0 ? err(refusals) : ok(outcomes.filter((outcome) => outcome.kind !== 'refused'));
};
