import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CATALOG_RULES, MUTABLE } from './catalog-rules.ts';
import type { CatalogRule } from './catalog-rules.ts';

const RULES = Object.keys(CATALOG_RULES) as CatalogRule[];
const POLICIES: CatalogRule =
  "a district's own table has the policy of its district and the one for backups, and no other table or policy has any";
const AUDITED: CatalogRule = 'no change commits without an audit entry, except where that is listed';
const FUNCTION = `create function gate() returns int language sql`;

/** What breaks each rule, and the name that the rule then gives: one change of an otherwise sound database each. */
const MUTATIONS: readonly (readonly [rule: CatalogRule, change: string, named: string])[] = [
  ['a table belongs to the owner role', `alter table decision_receipt owner to guicheng_app`, 'decision_receipt'],
  ['a table has a district, and it is never null', `create table gate (id int)`, 'gate'],
  ['a table has a district, and it is never null', `create table gate (district text)`, 'gate'],
  ['an append-only table refuses update and delete', `drop trigger decision_receipt_immutable on decision_receipt`, 'decision_receipt'],
  ['an append-only table refuses update and delete', `alter table policy disable trigger policy_immutable`, 'policy'],
  ['an append-only table refuses update and delete', `alter table policy enable replica trigger policy_immutable`, 'policy'],
  [
    'an append-only table refuses update and delete',
    `create or replace trigger policy_immutable before delete on policy for each row execute function guicheng_refuse_change()`,
    'policy',
  ],
  ['an append-only table refuses truncate', `drop trigger decision_receipt_not_truncated on decision_receipt`, 'decision_receipt'],
  ['an append-only table refuses truncate', `alter table policy disable trigger policy_not_truncated`, 'policy'],
  ['there is no view, materialised view or foreign table', `create view gate as select * from decision_receipt`, 'gate'],
  ['there is no view, materialised view or foreign table', `create materialized view gate as select 1 as one`, 'gate'],
  ['there is no rewrite rule', `create rule gate as on insert to policy do instead nothing`, 'gate'],
  ['a function runs with the rights of its caller', `${FUNCTION} security definer set search_path = pg_catalog as 'select 1'`, 'gate'],
  ['a function looks names up in pg_catalog only', `${FUNCTION} as 'select 1'`, 'gate'],
  ['a function looks names up in pg_catalog only', `${FUNCTION} set search_path = public as 'select 1'`, 'gate'],
  ['a function belongs to the owner role', `alter function guicheng_current_district owner to guicheng_app`, 'guicheng_current_district'],
  ...[
    `alter policy decision_receipt_of_district on decision_receipt to guicheng_app, guicheng_auditor`,
    `alter policy decision_receipt_of_district on decision_receipt to public`,
    `alter policy decision_receipt_of_district on decision_receipt with check (true)`,
    `alter policy decision_receipt_of_district on decision_receipt using (true)`,
    `drop policy decision_receipt_of_district on decision_receipt`,
    `create policy gate on decision_receipt as restrictive for select using (mode = 'simulate')`,
    `create policy gate on decision_receipt to guicheng_app using (true)`,
    `drop policy decision_receipt_for_backup on decision_receipt`,
    `alter policy decision_receipt_for_backup on decision_receipt to guicheng_backup, guicheng_auditor`,
    `alter policy decision_receipt_for_backup on decision_receipt using (district <> 'there')`,
  ].map((change) => [POLICIES, change, 'decision_receipt'] as const),
  [POLICIES, `create policy gate on policy using (true)`, 'policy'],
  [POLICIES, `create policy gate on migration using (true)`, 'migration'],
  ['the auditor and the backup role read, and do nothing else', `grant insert on decision_receipt to guicheng_auditor`, 'decision_receipt'],
  ['the auditor and the backup role read, and do nothing else', `grant update on policy to guicheng_backup`, 'policy'],
  ['the auditor and the backup role read, and do nothing else', `grant usage on migration_id_seq to guicheng_backup`, 'migration_id_seq'],
  ['the backup role reads every table and sequence', `revoke select on policy from guicheng_backup`, 'policy'],
  ['the backup role reads every table and sequence', `create sequence gate`, 'gate'],
  [
    'the app role changes and deletes rows only where that is listed',
    `grant update on decision_receipt to guicheng_app`,
    'decision_receipt',
  ],
  ['the app role changes and deletes rows only where that is listed', `grant truncate on policy to guicheng_app`, 'policy'],
  [
    'the publisher reads and appends policies and their audit entries, and does nothing else',
    `grant update on policy to guicheng_publisher`,
    'policy',
  ],
  [
    'the publisher reads and appends policies and their audit entries, and does nothing else',
    `grant insert on outbox_event to guicheng_publisher`,
    'outbox_event',
  ],
  [AUDITED, `drop trigger policy_audited on policy`, 'policy'],
  [AUDITED, `alter table policy disable trigger policy_audited`, 'policy'],
  [
    AUDITED,
    `drop trigger policy_audited on policy;
    create constraint trigger policy_audited after update on policy deferrable initially deferred for each row execute function guicheng_require_audit()`,
    'policy',
  ],
  [
    AUDITED,
    `drop trigger policy_audited on policy; create trigger policy_audited after insert on policy for each row execute function guicheng_require_audit()`,
    'policy',
  ],
  [AUDITED, `create table gate (district text); grant delete on gate to guicheng_app`, 'gate'],
  ['a foreign key leads from district to district', `create table gate (policy_id text constraint gate_fk references policy)`, 'gate_fk'],
  [
    'a foreign key is checked and changes no row by itself',
    `create table gate (district text, p text, d text, constraint gate_fk foreign key (district, p, d)
      references policy (district, policy_id, digest) on delete cascade)`,
    'gate_fk',
  ],
  ['a unique index without a constraint begins with the district', `create unique index gate on decision_receipt (receipt_id)`, 'gate'],
  ['a unique index without a constraint begins with the district', `create unique index gate on policy (lower(district))`, 'gate'],
  ['everybody has no right on a table or sequence', `grant select on decision_receipt to public`, 'decision_receipt'],
  ['a right is on a whole table, never on a column', `grant update (mode) on decision_receipt to guicheng_app`, 'decision_receipt.mode'],
  ['a right cannot be passed on', `grant select on policy to guicheng_app with grant option`, 'policy'],
  [
    'what is made later has no rights by default',
    `alter default privileges for role guicheng_owner grant select on tables to guicheng_app`,
    'guicheng_owner',
  ],
  ['there is no other schema', `create schema gate`, 'gate'],
];

describe('the rules of the catalogs', () => {
  let test: TestDatabase;
  let superuser: Client;

  const named = async (rule: CatalogRule): Promise<string[]> =>
    (await superuser.query<{ name: string }>(CATALOG_RULES[rule])).rows.map((row) => row.name);

  beforeAll(async () => {
    test = await templateDatabase();
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
  });
  beforeEach(() => superuser.query('begin'));
  afterEach(() => superuser.query('rollback'));
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });

  it.each(RULES)('%s', async (rule) => {
    expect(await named(rule)).toEqual([]);
  });

  it.each(MUTATIONS)('%s: seen to fail after %s', async (rule, change, name) => {
    await superuser.query(change);
    expect(await named(rule)).toContain(name);
  });

  it('every rule was seen to fail', () => {
    const seen = new Set(MUTATIONS.map(([rule]) => rule));
    expect(RULES.filter((rule) => !seen.has(rule))).toEqual([]);
  });

  it('a table that is listed as mutable is there and no trigger of ours refuses its changes; the list is not longer than it must be', async () => {
    const stale = `
      select name from unnest($1::text[]) name where to_regclass('public.' || name) is null
        or exists (select from pg_trigger t where t.tgrelid = to_regclass('public.' || name) and t.tgfoid = 'guicheng_refuse_change'::regproc)`;
    const names = async (list: string[]): Promise<string[]> =>
      (await superuser.query<{ name: string }>(stale, [list])).rows.map(({ name }) => name);
    expect(await names(Object.keys(MUTABLE))).toEqual([]);
    expect(await names(['gone', 'decision_receipt'])).toEqual(['gone', 'decision_receipt']);
  });
});
