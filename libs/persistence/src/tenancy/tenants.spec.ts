import { createHmac } from 'node:crypto';
import { instantOf, type Instant } from '@guicheng/kernel';
import { prepare, publicationOf, templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../database.ts';
import { hasPasses } from './has-passes.ts';
import type { PassOf } from './tenants.ts';

const AT = instantOf(Date.UTC(2026, 0, 5)) as Instant;
const passOf =
  (key: string): PassOf =>
  (district) =>
    createHmac('sha256', key).update(district).digest('hex');

describe('passes of districts', () => {
  let test: TestDatabase;
  let database: Database;
  let app: Client;

  /** Enters the district in the register. */
  const register = (district: string): Promise<void> =>
    prepare(database, district, async ({ districts }) => void (await districts.open(`试验区 ${district}`, AT)));
  const audited = (of: Database, district: string) =>
    of.change({ district, actor: { kind: 'system', id: 's', onBehalfOf: null }, requestId: 'r', at: AT, idempotency: null }, async () => ({
      kind: 'done',
      value: district,
      audit: { action: 'a.b', subjectKind: 'k', subjectId: `canary of ${district}`, details: {} },
    }));
  const within = async (district: string, pass: string, statement: string): Promise<unknown[]> => {
    await app.query('begin');
    try {
      await app.query(`select set_config('guicheng.district', $1, true), set_config('guicheng.pass', $2, true)`, [district, pass]);
      return (await app.query(statement)).rows;
    } finally {
      await app.query('rollback');
    }
  };

  beforeAll(async () => {
    test = await templateDatabase();
    database = await Database.connect(test.appUrl, { passOf: passOf('key') });
    for (const district of ['here', 'there']) {
      await register(district);
      expect(await audited(database, district)).toEqual({ ok: true, value: district });
    }
    app = new Client({ connectionString: test.appUrl });
    await app.connect();
  });
  afterAll(async () => {
    await app.end();
    await database.close();
    await test.close();
  });

  it('let the servers in', async () => {
    expect(await within('here', passOf('key')('here'), 'select subject_id from audit_entry order by sequence')).toEqual([
      { subject_id: 'here' },
      { subject_id: 'canary of here' },
    ]);
  });

  it.each([
    `set local guicheng.district = 'there'; select * from audit_entry`,
    `select set_config('guicheng.district', 'there', true); select * from audit_entry`,
    `set guicheng.district = 'there'; select * from audit_entry`,
    `set local guicheng.district = 'there'; reset guicheng.pass; select * from audit_entry`,
    `set local guicheng.district = 'there'; select set_config('guicheng.pass', (select digest from tenant_pass where district = 'there'), true); select * from audit_entry`,
    `set local guicheng.district = 'there'; set local role guicheng_publisher; select * from audit_entry`,
  ])('keep SQL that got into one district from going over to another: %s', async (statement) => {
    await expect(within('here', passOf('key')('here'), statement)).rejects.toMatchObject({ code: 'GC004' });
  });

  it.each([
    `update tenant_pass set digest = repeat('0', 64)`,
    `delete from tenant_pass`,
    `truncate tenant_pass`,
    `alter table tenant_pass disable trigger all`,
    `set session authorization guicheng_auditor`,
  ])('cannot be changed or gone around by the login that they bind: %s', async (statement) => {
    await expect(within('here', passOf('key')('here'), statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('are there from the moment at which the district is', async () => {
    await register('brand-new');
    expect((await app.query(`select district from tenant_pass where district = 'brand-new'`)).rows).toHaveLength(1);
    await expect(within('brand-new', '', 'select * from audit_entry')).rejects.toMatchObject({ code: 'GC004' });
  });

  it('are not given to a district that somebody only names', async () => {
    await audited(database, 'unheard-of');
    expect((await app.query(`select district from tenant_pass where district = 'unheard-of'`)).rows).toEqual([]);
  });

  it('tell a start whether the database was in use under a key', async () => {
    expect(await hasPasses(test.appUrl)).toBe(true);
    const fresh = await templateDatabase();
    expect(await hasPasses(fresh.appUrl)).toBe(false);
    await fresh.close();
  });

  it('stay what they first were: a server with another key is let in nowhere', async () => {
    const other = await Database.connect(test.appUrl, { passOf: passOf('another key') });
    await expect(audited(other, 'there')).rejects.toMatchObject({ code: 'GC004' });
    await other.close();
    expect((await audited(database, 'there')).ok).toBe(true);
  });

  it('are one, however many servers come first at once', async () => {
    const servers = await Promise.all(
      Array.from({ length: 6 }, () => Database.connect(test.appUrl, { passOf: passOf('key'), poolSize: 2 })),
    );
    await register('new');
    await Promise.all(servers.map((one) => audited(one, 'new')));
    for (const one of servers) expect((await audited(one, 'new')).ok).toBe(true);
    await Promise.all(servers.map((one) => one.close()));
  });

  it('bind publishing too', async () => {
    expect(await database.policies.publish(publicationOf('north/2024-1'), AT)).toMatchObject({ kind: 'published' });
    const other = await Database.connect(test.appUrl, { passOf: passOf('another key') });
    await expect(other.policies.publish(publicationOf('north/2024-2'), AT)).rejects.toMatchObject({ code: 'GC004' });
    await other.close();
  });

  it('do not bind auditors, whose password no server knows', async () => {
    const auditor = new Client({ connectionString: test.auditorUrl });
    await auditor.connect();
    await auditor.query(`begin; set local guicheng.district = 'there'`);
    expect((await auditor.query('select distinct subject_id from audit_entry order by 1')).rows).toContainEqual({
      subject_id: 'canary of there',
    });
    await auditor.end();
  });
});
