import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const INSERT = (district: string, uuid: string): string => `
  insert into decision_receipt (district, receipt_id, engine_version, calendar_digest, question, as_of, mode, request_canonical,
    decision_canonical, is_public, created_at)
  values ('${district}', '${uuid}', '1', 'c', 'q', '2026-01-01', 'simulate', '{}', 'canary of ${district}', true, now())`;
const OURS = '00000000-0000-7000-8000-000000000001';
const THEIRS = '00000000-0000-7000-8000-000000000002';

/** Statements that every role which is not the owner is refused with the district `here` set, and the SQLSTATE. */
const REFUSED: readonly (readonly [statement: string, code: string])[] = [
  [`truncate decision_receipt`, '42501'],
  [`update decision_receipt set mode = 'in-force'`, '42501'],
  [`delete from decision_receipt`, '42501'],
  [`select from decision_receipt for update`, '42501'],
  [`lock table decision_receipt in access exclusive mode`, '42501'],
  [`alter table decision_receipt disable trigger all`, '42501'],
  [`alter table decision_receipt disable row level security`, '42501'],
  [`alter table decision_receipt no force row level security`, '42501'],
  [`alter table decision_receipt owner to guicheng_app`, '42501'],
  [`drop policy decision_receipt_of_district on decision_receipt`, '42501'],
  [`create policy more on decision_receipt using (true)`, '42501'],
  [`drop table decision_receipt`, '42501'],
  [`create or replace function guicheng_current_district() returns text language sql as $$ select 'there' $$`, '42501'],
  [`create table gate (id int)`, '42501'],
  [`create temporary table gate (id int)`, '42501'],
  [`create schema gate`, '42501'],
  [`set role guicheng_owner`, '42501'],
  [`set role pg_read_all_data`, '42501'],
  [`set session authorization guicheng_owner`, '42501'],
  [`set session_replication_role = replica`, '42501'],
  [`alter role guicheng_app bypassrls`, '42501'],
  [`copy decision_receipt to program 'cat'`, '42501'],
  [`copy decision_receipt to '/gate'`, '42501'],
  [`select pg_read_file('postgresql.conf')`, '42501'],
  [`insert into policy (policy_id) values ('there/1')`, '42501'],
  [`set local role guicheng_publisher; select from decision_receipt`, '42501'],
  [`set local role guicheng_publisher; update policy set version = '2'`, '42501'],
  [`set local role guicheng_publisher; truncate policy`, '42501'],
  [INSERT('there', '00000000-0000-7000-8000-000000000003'), '42501'],
  // The audit chain: nobody switches it off, edits it or cuts it.
  ...[
    `update audit_entry set details = '{}'`,
    `delete from audit_entry`,
    `truncate audit_entry`,
    `alter table audit_entry disable trigger all`,
    `drop trigger audit_entry_chained on audit_entry`,
    `drop trigger policy_audited on policy`,
    `alter table policy disable trigger policy_audited`,
    `create or replace function guicheng_require_audit() returns trigger language plpgsql as $$ begin return null; end $$`,
    `drop function guicheng_require_audit cascade`,
    `alter function guicheng_chain_audit() rename to gate`,
    `set local role guicheng_publisher; delete from audit_entry`,
    `insert into audit_entry values ('there', 1, now(), 'system', 's', null, 'r', 'a.b', 'k', 'i', '{}', '', '')`,
  ].map((statement) => [statement, '42501'] as const),
];
/** Those of a tenant: row-level security switched off is an error, never more rows. */
const REFUSED_TO_TENANTS: typeof REFUSED = [
  [`set local row_security = off; select from decision_receipt`, '42501'],
  [`select set_config('guicheng.district', '', true); select from decision_receipt`, 'GC001'],
  [`reset guicheng.district; select from decision_receipt`, 'GC001'],
];
/** Those of the roles that read and do nothing else. */
const REFUSED_TO_READERS: typeof REFUSED = [
  [INSERT('here', '00000000-0000-7000-8000-000000000003'), '42501'],
  [`set role guicheng_app`, '42501'],
  [`set role guicheng_publisher`, '42501'],
  [`select nextval('migration_id_seq')`, '42501'],
  [`lock table decision_receipt in row exclusive mode`, '42501'],
];
const READS: readonly string[] = [
  `select * from decision_receipt`,
  `select * from decision_receipt where true or district = 'there'`,
  `select r.* from decision_receipt r right join (values ('here'), ('there')) d (district) using (district)`,
  `with all_of as (select * from decision_receipt) select json_agg(all_of) from all_of`,
  `select (select string_agg(decision_canonical, ',') from decision_receipt)`,
  `table decision_receipt`,
  `select query_to_xml('select * from decision_receipt', true, false, '')::text`,
];

describe('the roles in service', () => {
  let test: TestDatabase;
  let app: Client;
  let auditor: Client;
  let backup: Client;

  const sessionOf = async (url: string): Promise<Client> => {
    const session = new Client({ connectionString: url });
    await session.connect();
    return session;
  };
  /** Runs it in a transaction of the district `here` that comes to nothing. */
  const here = async <T>(session: Client, work: () => Promise<T>): Promise<T> => {
    await session.query(`begin; set local guicheng.district = 'here'`);
    return work().finally(() => session.query('rollback'));
  };
  const refused = async (session: Client, statement: string, code: string): Promise<void> =>
    here(session, () => expect(session.query(statement)).rejects.toMatchObject({ code }));
  const texts = async (session: Client, query: string): Promise<string> => JSON.stringify((await session.query(query)).rows);

  beforeAll(async () => {
    test = await templateDatabase();
    [app, auditor, backup] = await Promise.all([sessionOf(test.appUrl), sessionOf(test.auditorUrl), sessionOf(test.backupUrl)]);
    for (const [district, uuid] of [['here', OURS] as const, ['there', THEIRS] as const]) {
      await app.query(`begin; set local guicheng.district = '${district}'; ${INSERT(district, uuid)}; commit`);
    }
  });
  afterAll(async () => {
    await Promise.all([app.end(), auditor.end(), backup.end()]);
    await test.close();
  });

  it.each([...REFUSED, ...REFUSED_TO_TENANTS])('the app role is refused: %s', (statement, code) => refused(app, statement, code));

  it.each([...REFUSED, ...REFUSED_TO_TENANTS, ...REFUSED_TO_READERS])('the auditor is refused: %s', (statement, code) =>
    refused(auditor, statement, code),
  );

  it.each([...REFUSED, ...REFUSED_TO_READERS])('the backup role is refused: %s', (statement, code) => refused(backup, statement, code));

  it.each(READS)('app and auditor read their district and no other: %s', async (query) => {
    for (const session of [app, auditor]) {
      const found = await here(session, () => texts(session, query));
      expect(found).toContain('canary of here');
      expect(found).not.toContain('canary of there');
    }
  });

  it.each(READS)('the backup role reads all districts, with a tenant or without: %s', async (query) => {
    for (const found of [await here(backup, () => texts(backup, query)), await texts(backup, query)]) {
      expect(found).toContain('canary of here');
      expect(found).toContain('canary of there');
    }
  });

  it('a key of another district is taken for its own: nothing tells that it is there', async () => {
    await here(app, async () => {
      await app.query(INSERT('here', THEIRS));
      expect(await texts(app, `select count(*)::int from decision_receipt`)).toBe('[{"count":2}]');
    });
  });
});
