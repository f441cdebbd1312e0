import type { Client } from 'pg';

/** A table as the attack sees it. */
export interface Table {
  readonly name: string;
  /** False: public knowledge, read by all. */
  readonly isDistricts: boolean;
  /** Triggers refuse every change of what is written. */
  readonly appendOnly: boolean;
  readonly rights: { readonly app: ReadonlySet<string>; readonly auditor: ReadonlySet<string> };
  /** A whole row of the other district, as JSON; null: it has none, and nothing can be shown. */
  readonly foreignRow: string | null;
  readonly constraints: readonly { readonly name: string; readonly definition: string; readonly kind: 'p' | 'u' | 'f' | 'c' | 'x' }[];
  readonly policies: readonly string[];
}

interface Row {
  readonly name: string;
  readonly is_districts: boolean;
  readonly append_only: boolean;
  readonly app: string[];
  readonly auditor: string[];
  readonly constraints: Table['constraints'] | null;
  readonly policies: string[] | null;
}

const rights = (role: string): string => `(
  select coalesce(array_agg(r), '{}') from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) r where has_table_privilege('guicheng_${role}', c.oid, r)
) as ${role}`;

/** Every table of the schema, found in the catalog: one that is added is attacked. */
export async function tablesOf(superuser: Client, other: string): Promise<Table[]> {
  const { rows } = await superuser.query<Row>(`
    select c.relname as name, c.relrowsecurity as is_districts,
      exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'guicheng_refuse_change'::regproc) as append_only,
      ${rights('app')}, ${rights('auditor')},
      (select json_agg(json_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid), 'kind', k.contype) order by k.conname)
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')) as constraints,
      (select json_agg(p.polname order by p.polname) from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration' order by 1`);
  const tables: Table[] = [];
  for (const { name, is_districts: isDistricts, append_only: appendOnly, app, auditor, constraints, policies } of rows) {
    const { rows: found } = await superuser.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t where district = $1 limit 1`,
      [other],
    );
    tables.push({
      name,
      isDistricts,
      appendOnly,
      rights: { app: new Set(app), auditor: new Set(auditor) },
      foreignRow: found[0]?.row ?? null,
      constraints: constraints ?? [],
      policies: policies ?? [],
    });
  }
  return tables;
}
