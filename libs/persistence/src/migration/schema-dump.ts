import { Client } from 'pg';

/** Everything is in `public`; what belongs to an extension is the extension's. */
const OWN = (catalog: string, oid: string): string =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/** One statement a row, in a fixed order; each query is one kind of object. */
const SECTIONS: readonly string[] = [
  `select format('create extension %s;', extname) as statement from pg_extension where extname <> 'plpgsql' order by extname`,

  `select pg_get_functiondef(p.oid) || ';' || e'\\nalter function ' || p.oid::regprocedure || ' owner to ' || pg_get_userbyid(p.proowner) || ';' as statement
   from pg_proc p where p.pronamespace = 'public'::regnamespace and ${OWN('pg_proc', 'p.oid')} order by p.oid::regprocedure::text`,

  `select format(e'create sequence %s as %s;', c.relname, format_type(s.seqtypid, null)) as statement
   from pg_class c join pg_sequence s on s.seqrelid = c.oid where c.relnamespace = 'public'::regnamespace order by c.relname`,

  `select format(e'create %stable %s (\\n  %s\\n);\\nalter table %s owner to %s;', case c.relpersistence when 'u' then 'unlogged ' else '' end, c.relname,
     concat_ws(e',\\n  ',
       (select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
            case when co.collname <> 'default' then 'collate ' || quote_ident(co.collname) end,
            case when a.attnotnull then 'not null' end,
            case when a.attgenerated <> '' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                 when d.adbin is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end), e',\\n  ' order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum left join pg_collation co on co.oid = a.attcollation
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
       (select string_agg(format('constraint %s %s', k.conname, pg_get_constraintdef(k.oid)), e',\\n  '
            order by array_position('{p,u,x,f,c}'::"char"[], k.contype), k.conname)
        from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n')),
     c.relname, pg_get_userbyid(c.relowner)) as statement
   from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,

  `select pg_get_indexdef(i.indexrelid) || ';' as statement
   from pg_index i join pg_class c on c.oid = i.indexrelid where c.relnamespace = 'public'::regnamespace
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) order by c.relname`,

  `select pg_get_viewdef(c.oid) as statement from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm') order by c.relname`,

  `select pg_get_triggerdef(t.oid) || ';' || case t.tgenabled when 'O' then '' else ' -- enabled: ' || t.tgenabled::text end as statement
   from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'public'::regnamespace and not t.tgisinternal order by c.relname, t.tgname`,

  `select concat_ws(e'\\n', case when relrowsecurity then format('alter table %s enable row level security;', relname) end,
      case when relforcerowsecurity then format('alter table %s force row level security;', relname) end) as statement
   from pg_class where relnamespace = 'public'::regnamespace and (relrowsecurity or relforcerowsecurity) order by relname`,

  `select concat_ws(e'\\n  ', format('create policy %s on %s as %s for %s to %s', policyname, tablename, permissive, cmd, array_to_string(roles, ', ')),
     'using (' || qual || ')', 'with check (' || with_check || ')') || ';' as statement
   from pg_policies where schemaname = 'public' order by tablename, policyname`,

  `select format('grant %s on %s %s to %s;', string_agg(lower(acl.privilege_type), ', ' order by acl.privilege_type), o.kind, o.name,
      case acl.grantee when 0 then 'public' else pg_get_userbyid(acl.grantee) end) as statement
   from (
     select case relkind when 'S' then 'sequence' else 'table' end as kind, relname::text as name, relacl as acl, relowner as owner
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
     union all select 'function', p.oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner)), proowner
       from pg_proc p where pronamespace = 'public'::regnamespace and ${OWN('pg_proc', 'p.oid')}
     union all select 'schema', nspname, nspacl, nspowner from pg_namespace where nspname = 'public'
   ) o, aclexplode(o.acl) acl where acl.grantee <> o.owner group by o.kind, o.name, acl.grantee order by o.kind desc, o.name, 1`,
];

/**
 * The schema of a database as text, the same text for the same schema: extensions, functions, tables with their constraints, indexes,
 * triggers, row-level security, owners and rights. Read from the catalogs: the bundled PostgreSQL has no pg_dump.
 */
async function schemaText(session: Client): Promise<string> {
  const statements: string[] = [];
  for (const section of SECTIONS) {
    const { rows } = await session.query<{ statement: string }>(section);
    statements.push(...rows.map((row) => row.statement.replace(/[ \t]+$/gm, '')));
  }
  return `${statements.join('\n\n')}\n`;
}

/** `schemaText` of the database at this address. */
export async function dumpSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await schemaText(client);
  } finally {
    await client.end();
  }
}
