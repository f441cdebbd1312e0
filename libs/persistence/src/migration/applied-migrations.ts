import type { Client } from 'pg';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { SchemaNewer } from './schema-newer.ts';

/** Names of the migrations that a database has had, in their order; none: it is empty. */
export async function appliedMigrations(session: Client): Promise<string[]> {
  const { rows } = await session.query<{ there: boolean }>(`select to_regclass('public.migration') is not null as there`);
  if (rows[0]?.there !== true) return [];
  const applied = await session.query<{ name: string }>('select name from public.migration order by "timestamp", id');
  return applied.rows.map(({ name }) => name);
}

/** Throws `SchemaNewer` when one of these migrations is not this program's. */
export function refuseNewer(applied: readonly string[]): void {
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new SchemaNewer(unknown);
}
