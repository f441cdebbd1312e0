import { addDays, formatCivilDate, type CivilDate } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';

/** A unit that the district does not have, or not on the day; another district's reads the same. */
export const unitNotFound = (field: string): Problem =>
  problem('unit-not-found', `/input/${field}`, '本区县在该日没有这个单位。', 'The district has no such unit on that day.');

/** A person that the district does not have, or not on the day; another district's reads the same. */
export const personNotFound = (field: string): Problem =>
  problem('person-not-found', `/input/${field}`, '本区县在该日没有此人。', 'The district has no such person on that day.');

/** A post that the district does not have; another district's reads the same. */
export const postNotFound = (field: string): Problem =>
  problem('post-not-found', `/input/${field}`, '本区县没有这项任职。', 'The district has no such post.');

/** A delegation that the district does not have; another district's reads the same. */
export const delegationNotFound: Problem = problem(
  'delegation-not-found',
  '/input/id',
  '本区县没有这项委托代理。',
  'The district has no such delegation.',
);

/**
 * Why a row from `from` to `to` cannot end with this day; undefined: it can. The past is not changed: what ends, ends yesterday at the earliest, so that rights
 * are gone at once; what has not begun ends the day before it begins. Refusals: `end-in-the-past`, `already-ended`.
 */
export function endRefused(
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate | null },
  lastDay: CivilDate,
  today: CivilDate,
  field = 'lastDay',
): Problem | undefined {
  if (to !== null && to <= lastDay)
    return problem(
      'already-ended',
      `/input/${field}`,
      `最后一日已是 ${formatCivilDate(to)}，只能提前。`,
      `Its last day is ${formatCivilDate(to)} already and can be brought forward only.`,
    );
  const earliest = addDays(from > today ? from : today, -1);
  if (lastDay >= earliest) return undefined;
  return problem(
    'end-in-the-past',
    `/input/${field}`,
    `已经过去的日期不能改：最后一日最早为 ${formatCivilDate(earliest)}。`,
    `What is past is not changed: the last day is ${formatCivilDate(earliest)} at the earliest.`,
  );
}

/** Why something cannot begin on this day; undefined: it can. Refusal: `begin-in-the-past`. */
export const beginRefused = (from: CivilDate, today: CivilDate): Problem | undefined =>
  from >= today
    ? undefined
    : problem(
        'begin-in-the-past',
        '/input/from',
        '已经过去的日期不能改：最早自今日起。',
        'What is past is not changed: it begins today at the earliest.',
      );

/** Whether the days of `inner` all lie within those of `outer`. */
export const covers = (
  outer: { readonly from: CivilDate; readonly to: CivilDate | null },
  inner: { readonly from: CivilDate; readonly to: CivilDate | null },
): boolean => outer.from <= inner.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));
