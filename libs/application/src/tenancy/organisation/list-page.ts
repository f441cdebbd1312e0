import { err, ok, parseCivilDate, type CivilDate, type Result } from '@guicheng/kernel';
import type { KeyRange } from '@guicheng/persistence';
import { problem, type Problem } from '@guicheng/policy-model';

/** A page of a list, in the list's order. */
export interface ListPage<T> {
  readonly rows: readonly T[];
  /** Whether more stands in the direction that was walked in. */
  readonly more: boolean;
}

/** Reads a page by asking for one entry more than it holds. */
export async function pageOf<T, Range extends Pick<KeyRange, 'backwards' | 'limit'>>(
  range: Range,
  read: (range: Range) => Promise<T[]>,
): Promise<ListPage<T>> {
  const found = await read({ ...range, limit: range.limit + 1 });
  if (found.length <= range.limit) return { rows: found, more: false };
  return { rows: range.backwards ? found.slice(1) : found.slice(0, -1), more: true };
}

/** The day that a list is asked for. Refusal: `date-not-valid`. */
export function listDay(on: unknown): Result<CivilDate, Problem[]> {
  const day = typeof on === 'string' ? parseCivilDate(on) : undefined;
  return day === undefined
    ? err([problem('date-not-valid', '/on', '日期应为存在的日期，写作 YYYY-MM-DD。', 'A day is written YYYY-MM-DD and exists.')])
    : ok(day);
}
