import type { Client } from 'pg';
import type { Cell } from '../cell.ts';
import type { Table } from './table.ts';

/** What the committed schema says of a table: its constraints and triggers by name. */
export interface CommittedTable {
  readonly constraints: ReadonlyMap<string, string>;
  readonly triggers: ReadonlyMap<string, string>;
}

/** Reads `migrations/schema.sql`. */
export const committedTables = (schema: string): ((table: string) => CommittedTable) => {
  const named = (pattern: RegExp, text: string): ReadonlyMap<string, string> =>
    new Map([...text.matchAll(pattern)].map(([, name = '', definition = '']) => [name, definition]));
  return (table) => ({
    constraints: named(
      /^ {2}constraint (\S+) (.*?),?$/gm,
      new RegExp(`^create table ${table} \\(\n([^]*?)^\\);`, 'm').exec(schema)?.[1] ?? '',
    ),
    triggers: named(new RegExp(`^CREATE (?:CONSTRAINT )?TRIGGER (\\S+) (.* ON public\\.${table} .*);$`, 'gm'), schema),
  });
};

const DISTRICT_FIRST = /^(PRIMARY KEY|UNIQUE( NULLS NOT DISTINCT)?|FOREIGN KEY) \(district\b/;

/** What cannot be tried by a statement: that keys are there, begin with the district, and that no trigger was taken away. */
export const schemaCells = (table: Table, committed: CommittedTable, session: Client): Cell[] => {
  const cell = (attempt: string, run: () => Promise<string | null>): Cell => ({ subject: table.name, attempt, as: 'schema', run });
  return [
    ...[...committed.constraints].map(([name, definition]) =>
      cell(`constraint ${name}`, async () => {
        const { rows } = await session.query<{ definition: string }>(
          `select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and conname = $2`,
          [table.name, name],
        );
        const found = rows[0]?.definition;
        if (found === undefined) return 'it is gone';
        if (table.isDistricts && /^(PRIMARY|UNIQUE|FOREIGN)/.test(found) && !DISTRICT_FIRST.test(found))
          return 'it does not begin with the district';
        return found === definition ? null : `it is ${found}`;
      }),
    ),
    ...[...committed.triggers.keys()].map((name) =>
      cell(`trigger ${name}`, async () => {
        const { rowCount } = await session.query(
          `select from pg_trigger where tgrelid = $1::regclass and tgname = $2 and tgenabled in ('O', 'A')`,
          [table.name, name],
        );
        return rowCount === 1 ? null : 'it is gone or off';
      }),
    ),
  ];
};
