import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tenants of the installation: known to all, written by their own transactions only. */
export class CreateDistrict1795651400001 implements MigrationInterface {
  readonly name = 'CreateDistrict1795651400001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table district (
        district text not null,
        name_zh text not null,
        opened_at timestamptz(3) not null,
        closed_at timestamptz(3),
        constraint district_pk primary key (district),
        constraint district_is_code check (district ~ '^[a-z][a-z0-9-]{0,62}$'),
        constraint district_name_given check (name_zh <> ''),
        constraint district_closed_after_opening check (closed_at >= opened_at)
      )`);
    // There is no row-level security on what all may read: the tenant is asked for here. Closing is once and for good.
    await runner.query(`
      create function guicheng_guard_district() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if new.district is distinct from public.guicheng_current_district() then
          raise exception using errcode = '42501', message = 'a district is written by its own transactions only';
        end if;
        if tg_op = 'UPDATE' and ((to_jsonb(new) - 'closed_at') <> (to_jsonb(old) - 'closed_at') or old.closed_at is not null or new.closed_at is null) then
          raise exception using errcode = 'GC002', message = 'of a district nothing changes but that it is closed, once';
        end if;
        return new;
      end $$`);
    await runner.query(`
      create trigger district_guarded before insert or update on district
      for each row execute function guicheng_guard_district()`);
    await runner.query(`
      create constraint trigger district_audited after insert or update on district deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
    await runner.query(`grant select, insert, update on district to guicheng_app`);
    await runner.query(`grant select on district to guicheng_auditor, guicheng_backup`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table district`);
    await runner.query(`drop function guicheng_guard_district`);
  }
}
