import { fileURLToPath } from 'node:url';
import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { createDataSource } from '../data-source.ts';
import { migrate } from './migrate.ts';
import { dumpSchema } from './schema-dump.ts';

const SCHEMA_FILE = fileURLToPath(new URL('../../../../migrations/schema.sql', import.meta.url));

describe('migrations', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await templateDatabase();
  });
  afterAll(() => test.close());

  it('lead to the schema that migrations/schema.sql shows', async () => {
    await expect(await dumpSchema(test.ownerUrl)).toMatchFileSnapshot(SCHEMA_FILE);
  });

  it('lead to what the entities say', async () => {
    const source = await createDataSource(test.ownerUrl).initialize();
    try {
      const { upQueries } = await source.driver.createSchemaBuilder().log();
      expect(upQueries.map(({ query }) => query)).toEqual([]);
    } finally {
      await source.destroy();
    }
  });

  it('show a drift when there is one', async () => {
    const drifted = await templateDatabase();
    const owner = new Client({ connectionString: drifted.ownerUrl });
    await owner.connect();
    await owner.query('alter table decision_receipt add column surplus text');
    await owner.end();
    const source = await createDataSource(drifted.ownerUrl).initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual(['ALTER TABLE "decision_receipt" DROP COLUMN "surplus"']);
    await source.destroy();
    await drifted.close();
  });

  it('apply once: a second run finds nothing to do', async () => {
    expect(await migrate(test.ownerUrl)).toEqual({ applied: [] });
  });

  it('apply once when eight copies of the server start together on an empty database', async () => {
    const owner = new Client({ connectionString: test.ownerUrl });
    await owner.connect();
    // All that migrations made, whatever it is by now.
    await owner.query(`do $$ declare it record; begin
      for it in select c.oid::regclass as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' loop
        execute format('drop table %s cascade', it.name);
      end loop;
      drop schema pgboss cascade;
      drop extension btree_gist;
      for it in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = 'public'::regnamespace loop
        execute format('drop function %s cascade', it.name);
      end loop;
    end $$`);
    await owner.end();

    const steps: string[] = [];
    const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(test.ownerUrl, { onProgress: ({ step }) => steps.push(step) })));
    const applied = runs.map((run) => run.applied).filter((names) => names.length > 0);
    expect(applied).toEqual([MIGRATIONS.map(({ name }) => name)]);
    expect(steps).toEqual(['migrate']);
    await expect(await dumpSchema(test.ownerUrl)).toMatchFileSnapshot(SCHEMA_FILE);
  });

  it('are refused to the app role', async () => {
    await expect(migrate(test.appUrl)).rejects.toThrow('permission denied');
  });
});
