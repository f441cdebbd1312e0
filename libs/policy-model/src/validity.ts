import { parseCivilDate, type CivilDate } from '@guicheng/kernel';
import type { PackManifest } from './policy.ts';
import { problem, type Problem } from './problem.ts';

/** First and last day in force; undefined: never in force by itself, or its dates are a problem of their own. */
const daysOf = ({ nature, effectiveFrom, effectiveTo }: PackManifest): readonly [CivilDate, CivilDate | undefined] | undefined => {
  const from = nature === 'regulation' && effectiveFrom !== null ? parseCivilDate(effectiveFrom) : undefined;
  return from === undefined ? undefined : [from, effectiveTo === null ? undefined : parseCivilDate(effectiveTo)];
};

const shareADay = (one: PackManifest, other: PackManifest): boolean => {
  const [a, b] = [daysOf(one), daysOf(other)];
  if (a === undefined || b === undefined) return false;
  return (b[1] === undefined || a[0] <= b[1]) && (a[1] === undefined || b[0] <= a[1]);
};

/** A version as far as an overlap is told of it; days as `YYYY-MM-DD`, null: open. */
export interface DatedVersion {
  readonly id: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
}

const rangeZh = ({ effectiveFrom, effectiveTo }: DatedVersion): string => `${effectiveFrom ?? '?'} 至 ${effectiveTo ?? '长期'}`;
const rangeEn = ({ effectiveFrom, effectiveTo }: DatedVersion): string => `${effectiveFrom ?? '?'} to ${effectiveTo ?? 'open end'}`;

/** Two versions of one district in force on one day: one law a day. */
export const validityOverlaps = (version: DatedVersion, other: DatedVersion): Problem =>
  problem(
    'validity-overlaps',
    '/manifest/effectiveFrom',
    `${version.id} 的有效期（${rangeZh(version)}）与 ${other.id}（${rangeZh(other)}）重叠；同一区县同一天只能有一个版本有效。`,
    `${version.id} (${rangeEn(version)}) overlaps ${other.id} (${rangeEn(other)}): one version per district is in force on a day.`,
  );

/** Where a pack is in force on a day on which another version of its district is. Problems of `pack`, one for each of the others. */
export const checkValidity = (pack: PackManifest, others: readonly PackManifest[]): Problem[] =>
  others
    .filter((other) => other.district.id === pack.district.id && other.id !== pack.id && shareADay(pack, other))
    .map((other) => validityOverlaps(pack, other));
