import type { Cell } from '../cell.ts';
import type { DatabaseRole, Outcome, Try } from './statement.ts';
import type { Table } from './table.ts';

/** The two districts: one attacks, the other is never to be seen. Every text of the other's holds its canary. */
export interface Districts {
  readonly own: string;
  readonly other: string;
  readonly canary: string;
}

const NO_TENANT = 'GC001';
const APPEND_ONLY = 'GC002';
const NOT_PERMITTED = '42501';

const shown = (outcome: Outcome): string => ('refused' in outcome ? outcome.refused : `${outcome.count} rows`);

/** Refused, with this code. */
const refusedWith =
  (...codes: readonly string[]) =>
  (outcome: Outcome): string | null =>
    'refused' in outcome && codes.includes(outcome.refused) ? null : `${shown(outcome)} instead of ${codes.join(' or ')}`;

/** Something is seen, and nothing of the other district: the positive control of every denial. */
const onlyOwn =
  ({ other, canary }: Districts) =>
  (outcome: Outcome): string | null => {
    if ('refused' in outcome) return `${outcome.refused} instead of its own rows`;
    if (outcome.count === 0) return 'no row of its own: nothing is shown by that';
    const foreign = outcome.rows.find((row) => row.includes(canary) || row.includes(JSON.stringify(other)));
    return foreign === undefined ? null : 'a row of the other district';
  };

/** Nothing is found, or asking is not permitted. */
const nothing = (outcome: Outcome): string | null =>
  ('refused' in outcome ? outcome.refused === NOT_PERMITTED : outcome.count === 0) ? null : shown(outcome);

/** What each statement on a district's own table must come to, for every role and tenant. */
export const districtCells = (table: Table, districts: Districts, attempt: Try): Cell[] => {
  const { name } = table;
  const { own, other } = districts;
  const cell = (
    what: string,
    role: DatabaseRole,
    district: string | null,
    sql: string,
    judge: (outcome: Outcome) => string | null,
    values: readonly unknown[] = [],
  ): Cell => ({
    subject: name,
    attempt: what,
    as: `${role}, ${district === null ? 'no tenant' : district === own ? 'own' : 'other district'}`,
    run: async () => judge(await attempt({ role, district, sql, values })),
  });
  const all = `select t.* from ${name} t`;
  const insertForeign = `insert into ${name} select * from jsonb_populate_record(null::${name}, $1::jsonb)`;
  const insertOwn = `insert into ${name} select * from jsonb_populate_record(null::${name}, jsonb_set($1::jsonb, '{district}', to_jsonb('${own}'::text)))`;
  const reader = (role: 'app' | 'auditor'): Cell[] => {
    const readable = table.rights[role].has('SELECT');
    return [
      cell('select', role, own, all, readable ? onlyOwn(districts) : refusedWith(NOT_PERMITTED)),
      cell(
        'select, whatever the district',
        role,
        own,
        `${all} where true or t.district = '${other}'`,
        readable ? onlyOwn(districts) : nothing,
      ),
      cell('select of the other', role, own, `${all} where t.district = '${other}'`, nothing),
      cell('aggregate', role, own, `select jsonb_agg(to_jsonb(t)) from ${name} t`, readable ? onlyOwn(districts) : nothing),
      cell('select without a tenant', role, null, all, refusedWith(NO_TENANT, ...(readable ? [] : [NOT_PERMITTED]))),
      cell(
        'count without a tenant',
        role,
        null,
        `select count(*) from ${name} where district = '${own}'`,
        refusedWith(NO_TENANT, ...(readable ? [] : [NOT_PERMITTED])),
      ),
      cell('row security off', role, own, `set local row_security = off; select from ${name}`, refusedWith(NOT_PERMITTED)),
    ];
  };
  const writer = (role: DatabaseRole, sees: string | null): Cell[] => [
    cell('insert of a row of the other', role, sees, insertForeign, refusedWith(NOT_PERMITTED), [table.foreignRow]),
    cell('update of the other', role, sees, `update ${name} set district = district where district = '${other}'`, nothing),
    cell('delete of the other', role, sees, `delete from ${name} where district = '${other}'`, nothing),
    cell('lock of rows of the other', role, sees, `select from ${name} where district = '${other}' for update`, nothing),
    cell('moving a row to the other', role, sees, `update ${name} set district = '${other}'`, refusedWith(NOT_PERMITTED, APPEND_ONLY)),
    cell('truncate', role, sees, `truncate ${name}`, refusedWith(NOT_PERMITTED)),
    // Who may update may also lock, says PostgreSQL.
    ...(table.rights.app.has('UPDATE') || table.rights.app.has('DELETE')
      ? []
      : [cell('exclusive lock', role, sees, `lock table ${name} in access exclusive mode`, refusedWith(NOT_PERMITTED))]),
    cell('triggers off', role, sees, `alter table ${name} disable trigger all`, refusedWith(NOT_PERMITTED)),
    cell('row-level security off', role, sees, `alter table ${name} disable row level security`, refusedWith(NOT_PERMITTED)),
    cell('another policy', role, sees, `create policy more on ${name} using (true)`, refusedWith(NOT_PERMITTED)),
    cell('grant', role, sees, `grant all on ${name} to public`, nothing),
    cell('drop', role, sees, `drop table ${name} cascade`, refusedWith(NOT_PERMITTED)),
    cell('copy to a program', role, sees, `copy ${name} to program 'cat'`, refusedWith(NOT_PERMITTED)),
  ];
  const readOnly = (role: 'auditor' | 'backup', sees: string | null): Cell[] => [
    cell('insert of an own row', role, own, insertOwn, refusedWith(NOT_PERMITTED), [table.foreignRow]),
    cell('insert', role, sees, insertForeign, refusedWith(NOT_PERMITTED), [table.foreignRow]),
    cell('truncate', role, sees, `truncate ${name}`, refusedWith(NOT_PERMITTED)),
    cell('update', role, own, `update ${name} set district = '${own}'`, refusedWith(NOT_PERMITTED)),
    cell('delete', role, sees, `delete from ${name}`, refusedWith(NOT_PERMITTED)),
  ];
  return [
    {
      subject: name,
      attempt: 'a row of the other district to go for',
      as: 'control',
      run: async () => (table.foreignRow === null ? 'there is none' : null),
    },
    ...reader('app'),
    ...reader('auditor'),
    ...writer('app', own),
    cell('insert without a tenant', 'app', null, insertForeign, refusedWith(NO_TENANT, NOT_PERMITTED), [table.foreignRow]),
    ...readOnly('auditor', own),
    ...readOnly('backup', null),
    cell('select of everything', 'backup', null, `${all} where t.district in ('${own}', '${other}')`, (outcome) =>
      'rows' in outcome && outcome.count > 1 ? null : `${shown(outcome)}: a backup would lack them`,
    ),
    cell('select without a tenant', 'owner', null, all, refusedWith(NO_TENANT)),
    cell('select of the other', 'owner', own, `${all} where t.district = '${other}'`, nothing),
    cell('select', 'publisher', own, `${all} where t.district = '${other}'`, nothing),
    ...(table.appendOnly
      ? [`update ${name} set district = district`, `delete from ${name}`, `truncate ${name} cascade`].map((statement) =>
          cell(`${statement.split(' ')[0]} of what is append-only`, 'owner', own, statement, refusedWith(APPEND_ONLY)),
        )
      : []),
  ];
};
