import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from './database.ts';

describe('the lead among processes', () => {
  let test: TestDatabase;
  let databases: Database[];

  beforeAll(async () => {
    test = await templateDatabase();
    databases = await Promise.all([1, 2, 3].map(() => Database.connect(test.appUrl, { poolSize: 2, applicationName: 'candidate' })));
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await test.close();
  });

  it('is one process’s, name by name, until it ends or its session is lost', async () => {
    const candidates = databases.map((database) => database.leadership('anchors'));
    const leads = async (): Promise<boolean[]> => Promise.all(candidates.map((candidate) => candidate.leads()));
    const first = await leads();
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await leads()).toEqual(first);
    const other = databases[first.indexOf(false)]!.leadership('other');
    expect(await other.leads()).toBe(true);
    await other.end();

    await candidates[first.indexOf(true)]!.end();
    const next = candidates[first.indexOf(false)]!;
    expect(await next.leads()).toBe(true);

    const superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
    await superuser.query(
      `select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database())`,
    );
    await superuser.end();
    expect((await leads()).filter(Boolean)).toHaveLength(1);
    await Promise.all(candidates.map((candidate) => candidate.end()));
  });

  it('costs no connection where the database cannot answer', async () => {
    const [database] = databases;
    // PostgreSQL takes no NUL; as many times as the pool has connections, and once more.
    for (const _ of [1, 2, 3]) await expect(database!.leadership('\u0000').leads()).rejects.toThrow(/invalid byte sequence/);
    const other = database!.leadership('other');
    expect(await other.leads()).toBe(true);
    await other.end();
  });
});
