import { instantOf, type Instant } from '@guicheng/kernel';
import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../database.ts';
import { refuse, type Change } from '../../tenancy/change.ts';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;
const change: Change = {
  district: 'east',
  actor: { kind: 'system', id: 's', onBehalfOf: null },
  requestId: 'r',
  at: AT,
  idempotency: null,
};
const audit = { action: 'trial.made', subjectKind: 'trial', subjectId: '1', details: {} };
const event = { type: 'trial.made', subjectKind: 'trial', subjectId: '1', payload: {} };

describe('the job queue', () => {
  let test: TestDatabase;
  let database: Database;
  let app: Client;

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl);
    app = new Client({ connectionString: test.appUrl });
    await app.connect();
    await database.jobs.start((error) => {
      throw error;
    });
  });
  afterAll(async () => {
    await database.jobs.stop();
    await app.end();
    await database.close();
    await test.close();
  });

  it('has a job for each mutation with events, when it is committed, and none for one that was refused or had none', async () => {
    await database.change(change, async () => ({ kind: 'done', value: null, audit }));
    await database.change(change, async () => refuse());
    expect(await database.jobs.take('relay', 9)).toEqual([]);
    for (let count = 0; count < 2; count++)
      await database.change(change, async () => ({ kind: 'done', value: null, audit, events: [event] }));
    const jobs = await database.jobs.take('relay', 9);
    expect(jobs.map(({ district, id }) => ({ district, id }))).toEqual([
      { district: 'east', id: null },
      { district: 'east', id: null },
    ]);
    expect(await database.jobs.take('relay', 9)).toEqual([]);
    await database.jobs.complete('relay', jobs);
  });

  it('keeps a job back until it is due, and gives again what was given back', async () => {
    const enqueue = (id: string, startAfter: Instant | null): Promise<void> =>
      database.inDistrict('east', (repositories) => repositories.enqueue([{ queue: 'deliver', id, startAfter }]));
    await enqueue('later', instantOf(Date.UTC(2190, 0, 1)) as Instant);
    await enqueue('past', AT);
    await enqueue('now', null);
    const jobs = await database.jobs.take('deliver', 9);
    expect(jobs.map(({ id }) => id).sort()).toEqual(['now', 'past']);
    await database.jobs.giveBack('deliver', jobs);
    await app.query(`update pgboss.job set start_after = now() - interval '1 s' where state = 'retry'`);
    expect((await database.jobs.take('deliver', 9)).map(({ id }) => id).sort()).toEqual(['now', 'past']);
  });

  it('gives a job that a dead worker had to another', async () => {
    await app.query(`delete from pgboss.job`);
    await database.inDistrict('east', ({ enqueue }) => enqueue([{ queue: 'deliver', id: 'held', startAfter: null }]));
    expect(await database.jobs.take('deliver', 1)).toHaveLength(1);
    await app.query(`update pgboss.job set started_on = now() - interval '61 s'; update pgboss.version set maintained_on = null`);
    // What supervision does, at its time.
    const other = await Database.connect(test.appUrl);
    await other.jobs.start(() => undefined);
    await other.jobs.supervise();
    await app.query(`update pgboss.job set start_after = now() - interval '1 s' where state = 'retry'`);
    expect(await other.jobs.take('deliver', 1)).toMatchObject([{ district: 'east', id: 'held' }]);
    await other.jobs.stop();
    await other.close();
  });

  it('holds nothing but ids and the district, and the app role makes no queue and reads no more than its tables', async () => {
    const { rows } = await app.query(`select distinct jsonb_object_keys(data) as key from pgboss.job order by 1`);
    expect(rows).toEqual([{ key: 'district' }, { key: 'id' }]);
    for (const statement of [
      `select pgboss.create_queue('more', '{}')`,
      `select pgboss.delete_queue('relay')`,
      `delete from pgboss.queue`,
      `truncate pgboss.job`,
      `drop schema pgboss cascade`,
      `select from pgboss.schedule`,
      `create table pgboss.more (id int)`,
    ])
      await expect(app.query(statement), statement).rejects.toMatchObject({ code: '42501' });
  });
});
