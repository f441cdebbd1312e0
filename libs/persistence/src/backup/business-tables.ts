import type { Client } from 'pg';
import type { SequenceState, TableShape } from './archive-format.ts';

/** A table to copy, with what copying it needs. */
export interface BusinessTable extends TableShape {
  /** Quoted, with its schema. */
  readonly sql: string;
  /** Columns that can be inserted, quoted: generated ones come by themselves. */
  readonly insertable: readonly string[];
  /** `order by` of the keys, the same order whatever the database's collation is. */
  readonly order: string;
}

/** The list of applied migrations is the schema's business, not data. */
const TABLES = `
  select c.relname as name, format('%I.%I', n.nspname, c.relname) as sql,
    (select array_agg(format('%s %s', a.attname, format_type(a.atttypid, a.atttypmod)) order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select array_agg(format('%I', a.attname) order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as insertable,
    coalesce(
      (select string_agg(format('t.%I::text collate "C"', a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey::int2[]) where i.indrelid = c.oid and i.indisprimary),
      't::text collate "C"') as "order"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migration'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by c.relname collate "C"`;

const SEQUENCES = `
  select s.sequencename as name, format('%I.%I', s.schemaname, s.sequencename) as sql from pg_sequences s
  where s.schemaname = 'public' and s.sequencename <> 'migration_id_seq' order by 1`;

/** All tables of ours, read from the catalog so that one added later is copied too. */
export async function businessTables(session: Client): Promise<BusinessTable[]> {
  return (await session.query<BusinessTable>(TABLES)).rows;
}

/** Where the sequences stand. */
export async function sequenceStates(session: Client): Promise<SequenceState[]> {
  const { rows } = await session.query<{ name: string; sql: string }>(SEQUENCES);
  const states: SequenceState[] = [];
  for (const { name, sql } of rows) {
    const found = await session.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${sql}`,
    );
    states.push(...found.rows.map(({ value, called }) => ({ name, value, called })));
  }
  return states;
}

/** Whether a policy applies to the role of the session. */
const APPLIES = `exists (select from unnest(p.polroles) as role(id) where role.id = 0 or pg_has_role(current_user, role.id, 'usage'))`;

/**
 * Tables of which this role sees less than all: it may not read them, or (and then without being told) row-level security applies to it and no
 * policy lets everything through or one restricts it. A backup that silently lacks rows is none.
 */
export async function tablesNotWhollyReadable(session: Client): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (not has_table_privilege(c.oid, 'select') or (
      c.relrowsecurity
      and not exists (select from pg_roles r where r.rolname = current_user and (r.rolsuper or r.rolbypassrls))
      and not (pg_get_userbyid(c.relowner) = current_user and not c.relforcerowsecurity)
      and not (
        exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
          and pg_get_expr(p.polqual, c.oid) = 'true' and ${APPLIES})
        and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd in ('r', '*') and ${APPLIES}))))
    order by 1`);
  return rows.map(({ name }) => name);
}
