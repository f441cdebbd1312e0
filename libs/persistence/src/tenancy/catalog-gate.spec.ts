import { templateDatabase } from '@guicheng/testing';
import type { TestDatabase } from '@guicheng/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHARED } from './catalog-rules.ts';
import { ROLE } from './roles.ts';

/** Tables that are a district's own and do not keep others out: the gate itself. */
const UNPROTECTED = `
  select c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all($1)
    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'district' and not a.attisdropped)
    and not (
      c.relrowsecurity and c.relforcerowsecurity
      and exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname)
      and not exists (
        select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
          and not (p.roles = '{${ROLE.backup}}' and p.cmd = 'SELECT')
          and (coalesce(p.qual, p.with_check) <> '(district = guicheng_current_district())' or coalesce(p.with_check, p.qual) <> coalesce(p.qual, p.with_check))
      )
    )
  order by 1`;

/** Primary keys, uniques and foreign keys of a district's own tables that do not begin with the district. */
const KEYS_WITHOUT_DISTRICT = `
  select k.conname as name from pg_constraint k
  join pg_attribute d on d.attrelid = k.conrelid and d.attname = 'district' and not d.attisdropped
  where k.connamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f') and k.conrelid::regclass::text <> all($1) and k.conkey[1] <> d.attnum
  order by 1`;

const OTHERS = Object.values(ROLE).filter((role) => role !== ROLE.owner);

describe('what the catalogs say about tenancy', () => {
  let test: TestDatabase;
  let superuser: Client;

  const names = async (query: string, values: unknown[] = [SHARED]): Promise<string[]> =>
    (await superuser.query<{ name: string }>(query, values)).rows.map((row) => row.name);

  beforeAll(async () => {
    test = await templateDatabase();
    superuser = new Client({ connectionString: test.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await test.close();
  });

  it('every table with a district, except the shared ones, has row-level security forced by the district', async () => {
    expect(await names(UNPROTECTED)).toEqual([]);
  });

  it('every key of such a table begins with the district', async () => {
    expect(await names(KEYS_WITHOUT_DISTRICT)).toEqual([]);
  });

  it.each([
    ['a table without row-level security', `create table gate (district text primary key)`],
    [
      'row-level security that the owner escapes',
      `create table gate (district text primary key); alter table gate enable row level security;
      create policy p on gate using (district = guicheng_current_district())`,
    ],
    [
      'a policy that lets more through',
      `create table gate (district text primary key); alter table gate enable row level security; alter table gate force row level security;
      create policy p on gate using (district = guicheng_current_district()); create policy q on gate using (true)`,
    ],
    [
      'a policy that checks reading but not writing',
      `create table gate (district text primary key); alter table gate enable row level security; alter table gate force row level security;
      create policy p on gate using (district = guicheng_current_district()) with check (true)`,
    ],
    [
      'a policy for backups that lets others through as well',
      `create table gate (district text primary key); alter table gate enable row level security; alter table gate force row level security;
      create policy p on gate using (district = guicheng_current_district());
      create policy q on gate for select to guicheng_backup, guicheng_auditor using (true)`,
    ],
    [
      'a policy that lets the backup role write',
      `create table gate (district text primary key); alter table gate enable row level security; alter table gate force row level security;
      create policy p on gate using (district = guicheng_current_district()); create policy q on gate to guicheng_backup using (true)`,
    ],
  ])('the gate sees %s', async (_, statements) => {
    await superuser.query('begin');
    await superuser.query(statements);
    expect(await names(UNPROTECTED)).toEqual(['gate']);
    await superuser.query('rollback');
  });

  it('the gate sees a key that does not begin with the district', async () => {
    await superuser.query('begin');
    await superuser.query(`create table gate (district text, id int, constraint gate_pk primary key (id, district))`);
    expect(await names(KEYS_WITHOUT_DISTRICT)).toEqual(['gate_pk']);
    await superuser.query('rollback');
  });

  it('no role of ours is a superuser, bypasses row-level security, or makes roles and databases', async () => {
    const powerful = `select rolname as name from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`;
    expect(await names(powerful, [Object.values(ROLE)])).toEqual([]);
  });

  it('owner and app are members of the publisher, only when they say so, and no role of ours is a member of anything else', async () => {
    const { rows } = await superuser.query(
      `select member::regrole::text as member, roleid::regrole::text as role, inherit_option as inherit, admin_option as admin from pg_auth_members
       where member::regrole::text = any($1) or roleid::regrole::text = any($1) order by 1`,
      [Object.values(ROLE)],
    );
    const membership = { role: ROLE.publisher, inherit: false, admin: false };
    expect(rows).toEqual([
      { member: ROLE.app, ...membership },
      { member: ROLE.owner, ...membership },
    ]);
  });

  it('no role but the owner owns anything', async () => {
    const owned = `select format('%s %s', d.classid::regclass, d.objid) as name from pg_shdepend d where d.refobjid = any(select r::regrole::oid from unnest($1::text[]) r) and d.deptype = 'o'`;
    expect(await names(owned, [OTHERS])).toEqual([]);
  });

  it('every role but the owner has the rights that are listed here, and no other right on a table', async () => {
    const rights = `
      select format('%s: %s %s', g.grantee::regrole, c.relname, string_agg(lower(g.privilege_type), ' ' order by g.privilege_type)) as name
      from pg_class c, aclexplode(c.relacl) g
      where c.relnamespace = 'public'::regnamespace and (g.grantee = 0 or g.grantee = any(select r::regrole::oid from unnest($1::text[]) r))
      group by g.grantee, c.relname order by 1`;
    expect(await names(rights, [OTHERS])).toEqual([
      'guicheng_app: account insert select update',
      'guicheng_app: api_client insert select update',
      'guicheng_app: audit_entry insert select',
      'guicheng_app: client_assertion delete insert select',
      'guicheng_app: client_credential insert select update',
      'guicheng_app: client_credential_use insert select update',
      'guicheng_app: client_token delete insert select update',
      'guicheng_app: decision_receipt insert select',
      'guicheng_app: delegation insert select update',
      'guicheng_app: district insert select update',
      'guicheng_app: federated_identity delete insert select',
      'guicheng_app: federated_post insert select',
      'guicheng_app: file_upload delete insert select',
      'guicheng_app: former_password insert select',
      'guicheng_app: idempotency_key delete insert select',
      'guicheng_app: invitation delete insert select update',
      'guicheng_app: outbox_event insert select update',
      'guicheng_app: person insert select update',
      'guicheng_app: policy select',
      'guicheng_app: post insert select update',
      'guicheng_app: project insert select update',
      'guicheng_app: project_file insert select',
      'guicheng_app: project_file_removal insert select',
      'guicheng_app: project_number insert select update',
      'guicheng_app: project_revision insert select',
      'guicheng_app: rate_bucket delete insert select update',
      'guicheng_app: recovery_code delete insert select update',
      'guicheng_app: session delete insert select update',
      'guicheng_app: sign_in_attempt delete insert select',
      'guicheng_app: sign_in_failure delete insert select update',
      'guicheng_app: sign_in_policy insert select',
      'guicheng_app: sign_in_provider insert select update',
      'guicheng_app: tenant_pass insert select',
      'guicheng_app: unit insert select',
      'guicheng_app: unit_period insert select update',
      'guicheng_app: webhook_attempt delete insert select',
      'guicheng_app: webhook_delivery delete insert select update',
      'guicheng_app: webhook_endpoint insert select update',
      'guicheng_auditor: api_client select',
      'guicheng_auditor: audit_entry select',
      'guicheng_auditor: client_credential_use select',
      'guicheng_auditor: decision_receipt select',
      'guicheng_auditor: delegation select',
      'guicheng_auditor: district select',
      'guicheng_auditor: federated_identity select',
      'guicheng_auditor: federated_post select',
      'guicheng_auditor: file_upload select',
      'guicheng_auditor: outbox_event select',
      'guicheng_auditor: person select',
      'guicheng_auditor: policy select',
      'guicheng_auditor: post select',
      'guicheng_auditor: project select',
      'guicheng_auditor: project_file select',
      'guicheng_auditor: project_file_removal select',
      'guicheng_auditor: project_number select',
      'guicheng_auditor: project_revision select',
      'guicheng_auditor: rate_bucket select',
      'guicheng_auditor: sign_in_policy select',
      'guicheng_auditor: tenant_pass select',
      'guicheng_auditor: unit select',
      'guicheng_auditor: unit_period select',
      'guicheng_auditor: webhook_attempt select',
      'guicheng_auditor: webhook_delivery select',
      'guicheng_backup: account select',
      'guicheng_backup: api_client select',
      'guicheng_backup: audit_entry select',
      'guicheng_backup: client_assertion select',
      'guicheng_backup: client_credential select',
      'guicheng_backup: client_credential_use select',
      'guicheng_backup: client_token select',
      'guicheng_backup: decision_receipt select',
      'guicheng_backup: delegation select',
      'guicheng_backup: district select',
      'guicheng_backup: federated_identity select',
      'guicheng_backup: federated_post select',
      'guicheng_backup: file_upload select',
      'guicheng_backup: former_password select',
      'guicheng_backup: idempotency_key select',
      'guicheng_backup: invitation select',
      'guicheng_backup: migration select',
      'guicheng_backup: outbox_event select',
      'guicheng_backup: person select',
      'guicheng_backup: policy select',
      'guicheng_backup: post select',
      'guicheng_backup: project select',
      'guicheng_backup: project_file select',
      'guicheng_backup: project_file_removal select',
      'guicheng_backup: project_number select',
      'guicheng_backup: project_revision select',
      'guicheng_backup: rate_bucket select',
      'guicheng_backup: recovery_code select',
      'guicheng_backup: session select',
      'guicheng_backup: sign_in_attempt select',
      'guicheng_backup: sign_in_failure select',
      'guicheng_backup: sign_in_policy select',
      'guicheng_backup: sign_in_provider select',
      'guicheng_backup: tenant_pass select',
      'guicheng_backup: unit select',
      'guicheng_backup: unit_period select',
      'guicheng_backup: webhook_attempt select',
      'guicheng_backup: webhook_delivery select',
      'guicheng_backup: webhook_endpoint select',
      'guicheng_publisher: audit_entry insert select',
      'guicheng_publisher: policy insert select',
      'guicheng_publisher: tenant_pass select',
    ]);
  });

  it.each(OTHERS)('%s may create neither schemas, tables nor temporary tables', async (role) => {
    const { rows } = await superuser.query(
      `select has_database_privilege($1, current_database(), 'create') as schemas, has_schema_privilege($1, 'public', 'create') as tables,
        has_database_privilege($1, current_database(), 'temporary') as temporary`,
      [role],
    );
    expect(rows).toEqual([{ schemas: false, tables: false, temporary: false }]);
  });
});
