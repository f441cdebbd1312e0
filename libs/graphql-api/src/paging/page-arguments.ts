import { err, ok, type Result } from '@guicheng/kernel';
import { problem, type Problem } from '@guicheng/policy-model';
import type { Cursors, ListScope, Position } from './cursors.ts';

/** Entries of a page at most. */
export const LARGEST_PAGE = 100;
/** Entries of a page where nothing is said. */
export const DEFAULT_PAGE = 50;

/** How a page is asked for, by Relay's words. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Which page to read. */
export interface PageRange {
  /** Behind this position, or before it when `backwards`; null: from the end that is walked from. */
  readonly from: Position | null;
  /** Towards the beginning of the list; the page is in the list's order all the same. */
  readonly backwards: boolean;
  readonly limit: number;
}

const outOfRange = (pointer: string): Problem =>
  problem('page-size-out-of-range', pointer, `每页条数应为 1 至 ${LARGEST_PAGE}。`, `A page holds 1 to ${LARGEST_PAGE} entries.`);

/** Not a cursor that this list gave to this district under these conditions. */
export const cursorNotValid = (pointer: string): Problem =>
  problem(
    'cursor-not-valid',
    pointer,
    '游标不是本列表在同样条件下给出的：请从头翻页，翻页时不要更改筛选和排序。',
    'The cursor was not given by this list under these conditions: start from the first page, and keep filter and order while you page.',
  );

const conflict = problem(
  'page-arguments-conflict',
  '',
  '向后翻页用 first 和 after，向前翻页用 last 和 before，不能混用。',
  'Page forwards by first and after, or backwards by last and before, not by both.',
);

/** The page that the arguments ask for. Refusals: `page-arguments-conflict`, `page-size-out-of-range`, `cursor-not-valid`. */
export const pageRange = (cursors: Cursors, scope: ListScope, page: PageArguments): Result<PageRange, Problem[]> => {
  const { first = null, after = null, last = null, before = null } = page;
  const backwards = last !== null || before !== null;
  if (backwards && (first !== null || after !== null)) return err([conflict]);
  const limit = (backwards ? last : first) ?? DEFAULT_PAGE;
  const cursor = backwards ? before : after;
  const from = cursor === null ? null : cursors.read(scope, cursor);
  const problems = [
    ...(limit < 1 || limit > LARGEST_PAGE ? [outOfRange(backwards ? '/last' : '/first')] : []),
    ...(from === undefined ? [cursorNotValid(backwards ? '/before' : '/after')] : []),
  ];
  return problems.length > 0 || from === undefined ? err(problems) : ok({ from, backwards, limit });
};
