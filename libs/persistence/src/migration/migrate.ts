import { Client } from 'pg';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { createDataSource } from '../data-source.ts';
import type { OnProgress } from '../embedded-postgres/progress.ts';

/** Held while migrations run: of several copies of the server that start at once, one migrates and the others wait. */
const MIGRATION_LOCK = 0x67_75_6b;

/**
 * Brings the schema up to date, as the owner role; each run is one transaction. Answers the names of the migrations it applied, none when
 * there was nothing to do. Throws when one fails: nothing is then applied.
 */
export async function migrate(
  ownerUrl: string,
  options: { readonly onProgress?: OnProgress } = {},
): Promise<{ readonly applied: string[] }> {
  const lock = new Client({ connectionString: ownerUrl, application_name: 'guicheng migrate' });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = createDataSource(ownerUrl, { max: 1 }, { migrations: MIGRATIONS });
    await source.initialize();
    try {
      if (await source.showMigrations()) options.onProgress?.({ step: 'migrate', zh: '升级数据库结构', en: 'migrating the schema' });
      const applied = await source.runMigrations({ transaction: 'all' });
      return { applied: applied.map(({ name }) => name) };
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}
