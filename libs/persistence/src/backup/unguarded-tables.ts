import type { Client } from 'pg';
import type { BusinessTable } from './business-tables.ts';

interface Statement {
  readonly undo: string;
  readonly redo: string;
}

/** What keeps rows from being put in as they were: row-level security of the owner, triggers, references that come in any order. */
const GUARDS = `
  select format('alter table %1$s no force row level security', c.oid::regclass) as undo, format('alter table %1$s force row level security', c.oid::regclass) as redo
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relforcerowsecurity
  union all
  select format('alter table %s disable trigger %I', t.tgrelid::regclass, t.tgname),
      format('alter table %s enable %strigger %I', t.tgrelid::regclass, case t.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end, t.tgname)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not t.tgisinternal and t.tgenabled <> 'D'`;

const REFERENCES = `
  select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as undo,
    format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as redo
  from pg_constraint k where k.connamespace = 'public'::regnamespace and k.contype = 'f' order by k.conname`;

/**
 * Runs `work` inside the open transaction with the guards taken down, and puts them up again as they were: nobody else sees the tables meanwhile. References
 * are checked again over all rows before row-level security holds the owner again.
 */
export async function withoutGuards<T>(session: Client, tables: readonly BusinessTable[], work: () => Promise<T>): Promise<T> {
  if (tables.length > 0) await session.query(`lock table ${tables.map(({ sql }) => sql).join(', ')} in access exclusive mode`);
  const guards = (await session.query<Statement>(GUARDS)).rows;
  const references = (await session.query<Statement>(REFERENCES)).rows;
  for (const { undo } of [...guards, ...references]) await session.query(undo);
  const done = await work();
  for (const { redo } of [...references, ...guards]) await session.query(redo);
  return done;
}
