import type { Result } from '@guicheng/kernel';
import type { Problem } from '@guicheng/policy-model';
import { refused } from '../errors/problem-view.ts';
import type { Cursors, ListScope, Position } from './cursors.ts';
import { pageRange, type PageArguments, type PageRange } from './page-arguments.ts';

/** A page as it was read, in the list's order. */
export interface KeysetPage<Row> {
  readonly rows: readonly Row[];
  /** Whether more stands in the direction that was walked in. */
  readonly more: boolean;
  /** How many there are in all pages; null: not counted. */
  readonly total: number | null;
}

/** A list that is paged by key. */
export interface KeysetList<Row> {
  /** Name of the connection type, e.g. `PolicyConnection`; cursors belong to it. */
  readonly typename: string;
  /** What else cursors belong to. */
  readonly scope: Omit<ListScope, 'list'>;
  readonly page: PageArguments;
  readonly positionOf: (row: Row) => Position;
  /** The row as the schema shows it. */
  readonly nodeOf: (row: Row) => unknown;
  readonly read: (range: PageRange) => Result<KeysetPage<Row>, Problem[]> | Promise<Result<KeysetPage<Row>, Problem[]>>;
}

/** Answers a list as a Relay connection, or with what is wrong with the page that was asked for. */
export type KeysetConnection = <Row>(list: KeysetList<Row>) => Promise<Readonly<Record<string, unknown>>>;

/** Connections whose cursors are these. What stands on the side that a page was come from is not looked up: its cursor stood there. */
export const keysetConnection =
  (cursors: Cursors): KeysetConnection =>
  async ({ typename, scope, page, positionOf, nodeOf, read }) => {
    const list = { list: typename, ...scope };
    const range = pageRange(cursors, list, page);
    if (!range.ok) return refused(range.error);
    const found = await read(range.value);
    if (!found.ok) return refused(found.error);
    const { rows, more, total } = found.value;
    const edges = rows.map((row) => ({ cursor: cursors.write(list, positionOf(row)), node: nodeOf(row) }));
    const { backwards, from } = range.value;
    return {
      __typename: typename,
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: {
        hasNextPage: backwards ? from !== null : more,
        hasPreviousPage: backwards ? more : from !== null,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: total,
    };
  };
