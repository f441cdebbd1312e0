import type { Table } from './table.ts';

/** One guard taken away: the attack must notice. */
export interface DatabaseMutant {
  readonly table: string;
  readonly change: string;
}

/** The columns of a key behind the district; empty: the district is all there is of it. */
const behindDistrict = (definition: string): string => /\(district, ([^)]*)\)/.exec(definition)?.[1] ?? '';

/** Every way to take one guard of this table away. */
export const tableMutants = (table: Table, triggers: Iterable<string>): DatabaseMutant[] => {
  const { name } = table;
  const changes: string[] = [];
  for (const trigger of triggers) changes.push(`drop trigger ${trigger} on ${name}`);
  for (const { name: key, definition, kind } of table.constraints) {
    if (kind === 'c') continue;
    changes.push(`alter table ${name} drop constraint ${key} cascade`);
    const rest = behindDistrict(definition);
    // Without the district a key may be broken by the rows that are there: then this change cannot be made at all, and the one above is the mutant.
    if (table.isDistricts && kind !== 'f' && kind !== 'x' && rest !== '')
      changes.push(
        `alter table ${name} drop constraint ${key} cascade; alter table ${name} add constraint ${key} ${kind === 'p' ? 'primary key' : 'unique'} (${rest})`,
      );
  }
  if (table.isDistricts) {
    changes.push(`alter table ${name} disable row level security`, `alter table ${name} no force row level security`);
    changes.push(`create policy more on ${name} using (true)`);
    for (const policy of table.policies) changes.push(`drop policy ${policy} on ${name}`);
  }
  for (const right of ['TRUNCATE', 'DELETE', 'UPDATE', 'INSERT'])
    if (!table.rights.auditor.has(right)) changes.push(`grant ${right} on ${name} to guicheng_auditor`);
  if (!table.rights.app.has('TRUNCATE')) changes.push(`grant truncate on ${name} to guicheng_app`);
  return changes.map((change) => ({ table: name, change }));
};

/** The tenant read from nowhere: each breaks the one function that every policy stands on. */
export const TENANT_MUTANTS: readonly string[] = [
  `create or replace function guicheng_current_district() returns text language sql stable set search_path = pg_catalog as $$ select current_setting('guicheng.district', true) $$`,
  `create or replace function guicheng_current_district() returns text language sql stable set search_path = pg_catalog as $$ select nullif(current_setting('guicheng.district', true), '') $$`,
];
