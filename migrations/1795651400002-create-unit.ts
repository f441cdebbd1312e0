import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Units of a district, what they are called and where they stand from day to day; dated rows that only ever end. */
export class CreateUnit1795651400002 implements MigrationInterface {
  readonly name = 'CreateUnit1795651400002';

  async up(runner: QueryRunner): Promise<void> {
    // The history of an organisation is not rewritten: a row gets its last day, or an earlier one, and nothing else.
    await runner.query(`
      create function guicheng_only_ends() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        if (to_jsonb(new) - 'to_day') <> (to_jsonb(old) - 'to_day') or new.to_day is null or new.to_day >= old.to_day then
          raise exception using errcode = 'GC002', message = format('a row of %s can be ended earlier and not changed otherwise', tg_table_name);
        end if;
        return new;
      end $$`);
    await runner.query(`
      create table unit (
        district text not null,
        unit_id uuid not null,
        code text not null,
        kind text not null,
        recorded_at timestamptz(3) not null,
        constraint unit_pk primary key (district, unit_id),
        constraint unit_code_unique unique (district, code),
        constraint unit_of_district foreign key (district) references district (district),
        constraint unit_code_given check (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
        constraint unit_kind_known check (kind in ('department', 'sub-district', 'subordinate-institution', 'third-party', 'expert-pool', 'office', 'operator')),
        constraint unit_operator_of_platform check ((kind = 'operator') = (district = 'platform'))
      )`);
    await runner.query(`
      create table unit_period (
        district text not null,
        period_id uuid not null,
        unit_id uuid not null,
        name_zh text not null,
        parent_unit_id uuid,
        from_day date not null,
        to_day date,
        recorded_at timestamptz(3) not null,
        constraint unit_period_pk primary key (district, period_id),
        constraint unit_period_of_unit foreign key (district, unit_id) references unit (district, unit_id),
        constraint unit_period_under_unit foreign key (district, parent_unit_id) references unit (district, unit_id),
        constraint unit_period_name_given check (name_zh <> ''),
        constraint unit_period_not_under_itself check (parent_unit_id <> unit_id),
        constraint unit_period_ordered check (to_day >= from_day - 1),
        constraint unit_period_disjoint exclude using gist (district with =, unit_id with =, daterange(from_day, to_day + 1) with &&)
      )`);
    await runner.query(`create index unit_period_parent on unit_period (district, parent_unit_id)`);
    // Whoever changes the organisation of a district waits for whoever does so too: what is checked here stays so until it is committed.
    await runner.query(`
      create function guicheng_refuse_unit_cycle() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        perform pg_advisory_xact_lock(1735287157, hashtext(new.district));
        if exists (
          with recursive above as (
            select new.parent_unit_id as unit_id, daterange(new.from_day, new.to_day + 1) as days
            union
            select p.parent_unit_id, a.days * daterange(p.from_day, p.to_day + 1)
            from above a join public.unit_period p on p.district = new.district and p.unit_id = a.unit_id and a.unit_id <> new.unit_id
              and p.parent_unit_id is not null and daterange(p.from_day, p.to_day + 1) && a.days
          )
          select from above where unit_id = new.unit_id
        ) then
          raise exception using errcode = 'GC011', message = 'a unit would be above itself';
        end if;
        return null;
      end $$`);
    await runner.query(`
      create trigger unit_period_without_cycle after insert on unit_period
      for each row execute function guicheng_refuse_unit_cycle()`);
    await runner.query(`
      create trigger unit_period_only_ends before update on unit_period
      for each row execute function guicheng_only_ends()`);
    await runner.query(`
      create constraint trigger unit_audited after insert on unit deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
    await runner.query(`
      create constraint trigger unit_period_audited after insert or update on unit_period deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
    for (const statement of [
      ...districtTable('unit', { app: 'select, insert', appendOnly: true }),
      ...districtTable('unit_period', { app: 'select, insert, update', appendOnly: false }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table unit_period`);
    await runner.query(`drop table unit`);
    await runner.query(`drop function guicheng_refuse_unit_cycle`);
    await runner.query(`drop function guicheng_only_ends`);
  }
}
