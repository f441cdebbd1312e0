import { Client } from 'pg';

/** Whether the database has been in use under a deployment's key: it knows passes of districts. False where the schema is not there yet. */
export async function hasPasses(url: string): Promise<boolean> {
  const session = new Client({ connectionString: url, application_name: 'guicheng start' });
  await session.connect();
  try {
    const schema = await session.query<{ there: boolean }>(`select to_regclass('public.tenant_pass') is not null as there`);
    if (schema.rows[0]?.there !== true) return false;
    const { rows } = await session.query<{ used: boolean }>('select exists (select from public.tenant_pass) as used');
    return rows[0]?.used === true;
  } finally {
    await session.end();
  }
}
