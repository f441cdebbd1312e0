import { addDays, err, type Result } from '@guicheng/kernel';
import { refuse, type Change, type UnitOnDay } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Caller } from '../../caller.ts';
import { asDuty, dayText, done, type OrganisationParts } from '../organisation-parts.ts';
import { Reading } from '../reading.ts';
import { endRefused, unitNotFound } from '../refusals.ts';
import { lifeOf } from './unit-placement.ts';

/** The end of a unit (撤销). */
export interface CloseUnit {
  readonly id: string;
  /** Last day, `YYYY-MM-DD`, yesterday at the earliest. */
  readonly lastDay: unknown;
}

const hasUnits = problem(
  'unit-has-units',
  '/input/id',
  '此后仍有单位隶属于它：请先调整或撤销下属单位。',
  'Units stand under it on later days: move or close them first.',
);
const hasPosts = problem(
  'unit-has-posts',
  '/input/id',
  '此后仍有人在该单位任职：请先结束这些任职。',
  'People hold posts in it on later days: end those first.',
);

/** Closes a unit after its last day. Refusals: `unit-not-found`, `unit-has-units`, `unit-has-posts`, `end-in-the-past`, `already-ended`. */
export const closeUnitWith =
  (parts: OrganisationParts) =>
  async (caller: Caller, input: CloseUnit, change: Change): Promise<Result<UnitOnDay, Problem[]>> => {
    const reading = new Reading();
    const lastDay = reading.day('lastDay', input.lastDay);
    if (reading.problems.length > 0) return err(reading.problems);
    return asDuty(parts, caller, 'people-and-units', change, async ({ repositories: { units, posts }, today }) => {
      const unit = await units.byId(input.id);
      const periods = await units.periods(input.id);
      const life = lifeOf(periods);
      if (unit === undefined || life === undefined) return refuse(unitNotFound('id'));
      const late = endRefused(life, lastDay, today);
      if (late !== undefined) return refuse(late);
      if ((await units.childPeriodsAfter(unit.unitId, lastDay)).length > 0) return refuse(hasUnits);
      if ((await posts.inUnitAfter(unit.unitId, lastDay)).length > 0) return refuse(hasPosts);
      // What was to come is taken back: it ends the day before it begins.
      for (const { periodId, from, to } of periods)
        if (to === null || to > lastDay) await units.endPeriod(periodId, from > lastDay ? addDays(from, -1) : lastDay);
      const last = periods.findLast(({ from }) => from <= lastDay) ?? periods[0]!;
      return done({ ...unit, ...last, to: lastDay }, 'unit.close', ['unit', unit.unitId], { lastDay: dayText(lastDay) });
    });
  };
