import { Client } from 'pg';

/**
 * Gives another district a copy of every row that one has, guards down: whatever features there are, both districts then have the same, and only the district
 * tells them apart.
 */
export async function copyDistrict(superuserUrl: string, from: string, to: string): Promise<void> {
  const session = new Client({ connectionString: superuserUrl });
  await session.connect();
  try {
    await session.query('begin');
    await session.query('set local session_replication_role = replica');
    const { rows } = await session.query<{ name: string; columns: string }>(`
      select c.relname as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity group by c.relname`);
    for (const { name, columns } of rows)
      await session.query(
        `insert into ${name} (${columns}) select ${columns} from (
          select (jsonb_populate_record(null::${name}, to_jsonb(t) || jsonb_build_object('district', $2::text))).* from ${name} t where t.district = $1
        ) copy`,
        [from, to],
      );
    await session.query('commit');
  } finally {
    await session.end();
  }
}
