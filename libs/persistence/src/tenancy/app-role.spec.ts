import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const INSERT = (district: string, uuid: string): string => `
  insert into decision_receipt (district, receipt_id, engine_version, calendar_digest, question, as_of, mode, request_canonical,
    decision_canonical, created_at)
  values ('${district}', '${uuid}', '1', 'c', 'q', '2026-01-01', 'simulate', '{}', 'canary of ${district}', now())`;
const OURS = '00000000-0000-7000-8000-000000000001';
const THEIRS = '00000000-0000-7000-8000-000000000002';

/** Statements of the app role with the district `here` set, and the SQLSTATE they are refused with. */
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
  // Row-level security switched off is an error, never more rows.
  [`set local row_security = off; select from decision_receipt`, '42501'],
  [INSERT('there', '00000000-0000-7000-8000-000000000003'), '42501'],
  [`select set_config('guicheng.district', '', true); select from decision_receipt`, 'GC001'],
  [`reset guicheng.district; select from decision_receipt`, 'GC001'],
];

describe('the app role', () => {
  let test: TestDatabase;
  let app: Client;

  const texts = async (query: string): Promise<string> => JSON.stringify((await app.query(query)).rows);

  beforeAll(async () => {
    test = await templateDatabase();
    app = new Client({ connectionString: test.appUrl });
    await app.connect();
    for (const [district, uuid] of [['here', OURS] as const, ['there', THEIRS] as const]) {
      await app.query(`begin; set local guicheng.district = '${district}'; ${INSERT(district, uuid)}; commit`);
    }
  });
  beforeEach(() => app.query(`begin; set local guicheng.district = 'here'`));
  afterEach(() => app.query('rollback'));
  afterAll(async () => {
    await app.end();
    await test.close();
  });

  it.each(REFUSED)('is refused: %s', async (statement, code) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code });
  });

  it.each([
    `select * from decision_receipt`,
    `select * from decision_receipt where true or district = 'there'`,
    `select r.* from decision_receipt r right join (values ('here'), ('there')) d (district) using (district)`,
    `with all_of as (select * from decision_receipt) select json_agg(all_of) from all_of`,
    `select (select string_agg(decision_canonical, ',') from decision_receipt)`,
    `table decision_receipt`,
    `select query_to_xml('select * from decision_receipt', true, false, '')::text`,
  ])('reads its district and no other: %s', async (query) => {
    const found = await texts(query);
    expect(found).toContain('canary of here');
    expect(found).not.toContain('canary of there');
  });

  it('takes a key of another district for its own: nothing tells that it is there', async () => {
    await app.query(INSERT('here', THEIRS));
    expect(await texts(`select count(*)::int from decision_receipt`)).toBe('[{"count":2}]');
  });
});
