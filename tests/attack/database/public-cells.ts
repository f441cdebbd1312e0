import type { Cell } from '../cell.ts';
import type { DatabaseRole, Outcome, Try } from './statement.ts';
import type { Districts } from './table-cells.ts';
import type { Table } from './table.ts';

const NOT_PERMITTED = '42501';

const refused = (outcome: Outcome): string | null =>
  'refused' in outcome && outcome.refused === NOT_PERMITTED
    ? null
    : `${'refused' in outcome ? outcome.refused : `${outcome.count} rows`} instead of ${NOT_PERMITTED}`;

/** What each statement on a table of public knowledge must come to: read by all, changed by nobody in service beyond its rights. */
export const publicCells = (table: Table, { own }: Districts, attempt: Try): Cell[] => {
  const { name } = table;
  const cell = (what: string, role: DatabaseRole, sql: string, judge: (outcome: Outcome) => string | null): Cell => ({
    subject: name,
    attempt: what,
    as: role,
    run: async () => judge(await attempt({ role, district: own, sql })),
  });
  const rights = table.rights.app;
  return [
    cell('select', 'app', `select from ${name}`, (outcome) => ('rows' in outcome ? null : outcome.refused)),
    ...(rights.has('UPDATE') ? [] : [cell('update', 'app', `update ${name} set district = district`, refused)]),
    ...(rights.has('DELETE') ? [] : [cell('delete', 'app', `delete from ${name}`, refused)]),
    cell('truncate', 'app', `truncate ${name}`, refused),
    cell('triggers off', 'app', `alter table ${name} disable trigger all`, refused),
    cell('drop', 'app', `drop table ${name} cascade`, refused),
    ...(['auditor', 'backup'] as const).flatMap((role) => [
      cell('update', role, `update ${name} set district = district`, refused),
      cell('delete', role, `delete from ${name}`, refused),
      cell('insert', role, `insert into ${name} select * from ${name}`, refused),
      cell('truncate', role, `truncate ${name}`, refused),
    ]),
  ];
};
