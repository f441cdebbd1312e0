import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../../migrations/index.ts';
import { migrate } from './migrate.ts';
import { SchemaNewer } from './schema-newer.ts';

describe('a migration beside a server at work', () => {
  let test: TestDatabase;
  let owner: Client;
  let other: Client;

  beforeAll(async () => {
    test = await templateDatabase();
    owner = new Client({ connectionString: test.ownerUrl });
    other = new Client({ connectionString: test.ownerUrl });
    await Promise.all([owner.connect(), other.connect()]);
  });
  /** Empties the database and applies the first migration. */
  const startAfterFirst = async (): Promise<void> => {
    await owner.query('drop schema pgboss, public cascade');
    await owner.query('create schema public');
    await migrate(test.ownerUrl, { upTo: MIGRATIONS[0]?.name ?? '' });
  };

  afterAll(async () => {
    await Promise.all([owner.end(), other.end()]);
    await test.close();
  });

  it('gives way to whoever holds a table, tries again, and then succeeds', async () => {
    await startAfterFirst();
    await other.query('begin');
    await other.query('lock table policy in access exclusive mode');
    const steps: string[] = [];
    const { applied } = await migrate(test.ownerUrl, {
      lockTimeoutMilliseconds: 100,
      onProgress: ({ step }) => {
        steps.push(step);
        if (step === 'migrate-waits') void other.query('commit');
      },
    });
    expect(steps).toContain('migrate-waits');
    expect(applied).toEqual(MIGRATIONS.slice(1).map(({ name }) => name));
  });

  it('gives up after its tries, and leaves nothing', async () => {
    await startAfterFirst();
    await other.query('begin');
    await other.query('lock table policy in access exclusive mode');
    await expect(migrate(test.ownerUrl, { lockTimeoutMilliseconds: 50, attempts: 1 })).rejects.toMatchObject({ code: '55P03' });
    await other.query('commit');
    expect((await owner.query(`select to_regproc('guicheng_current_district') as made`)).rows).toEqual([{ made: null }]);
    await migrate(test.ownerUrl);
  });

  it('refuses a database that a newer program has changed, by the name of what it lacks', async () => {
    await owner.query(`insert into migration ("timestamp", name) values (9999999999999, 'FromTheFuture9999999999999')`);
    const error = await migrate(test.ownerUrl).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SchemaNewer);
    expect(error).toMatchObject({ unknown: ['FromTheFuture9999999999999'] });
    await owner.query(`delete from migration where "timestamp" = 9999999999999`);
  });
});
