import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Passes of districts: a login of a server that names a district also shows its pass, of which the database knows the digest only. SQL that got into a
 * transaction of one district can then not go over to another.
 */
export class CreateTenantPass1795651200010 implements MigrationInterface {
  readonly name = 'CreateTenantPass1795651200010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tenant_pass (
        district text not null,
        digest text not null,
        constraint tenant_pass_pk primary key (district),
        constraint tenant_pass_digest_is_sha256 check (digest ~ '^[0-9a-f]{64}$')
      )`);
    await runner.query(`
      create trigger tenant_pass_immutable before update or delete on tenant_pass
      for each row execute function guicheng_refuse_change()`);
    await runner.query(`
      create trigger tenant_pass_not_truncated before truncate on tenant_pass
      for each statement execute function guicheng_refuse_change()`);
    await runner.query(`grant select, insert on tenant_pass to guicheng_app`);
    await runner.query(`grant select on tenant_pass to guicheng_publisher, guicheng_auditor, guicheng_backup`);
    // The login, not the role that is put on. Owners and auditors have passwords of their own, which no server in service knows.
    await runner.query(`
      create or replace function guicheng_current_district() returns text language plpgsql stable set search_path = pg_catalog as $$
      declare
        tenant constant text := current_setting('guicheng.district', true);
        expected text;
      begin
        if tenant is null or tenant = '' then
          raise exception using errcode = 'GC001', message = 'no district is set for this transaction';
        end if;
        if session_user = 'guicheng_app' then
          select p.digest into expected from public.tenant_pass p where p.district = tenant;
          if found and expected <> encode(sha256(convert_to(coalesce(current_setting('guicheng.pass', true), ''), 'UTF8')), 'hex') then
            raise exception using errcode = 'GC004', message = 'the pass is not that of the district';
          end if;
        end if;
        return tenant;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function guicheng_current_district() returns text language plpgsql stable set search_path = pg_catalog as $$
      declare
        district constant text := current_setting('guicheng.district', true);
      begin
        if district is null or district = '' then
          raise exception using errcode = 'GC001', message = 'no district is set for this transaction';
        end if;
        return district;
      end $$`);
    await runner.query(`drop table tenant_pass`);
  }
}
