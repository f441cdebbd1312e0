import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Who holds which role in which unit from day to day, and who acts for whom meanwhile. */
export class CreatePost1795651400004 implements MigrationInterface {
  readonly name = 'CreatePost1795651400004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table post (
        district text not null,
        post_id uuid not null,
        person_id uuid not null,
        unit_id uuid not null,
        role text not null,
        from_day date not null,
        to_day date,
        recorded_at timestamptz(3) not null,
        constraint post_pk primary key (district, post_id),
        constraint post_of_person unique (district, person_id, post_id),
        constraint post_person foreign key (district, person_id) references person (district, person_id),
        constraint post_unit foreign key (district, unit_id) references unit (district, unit_id),
        constraint post_role_known check (role in ('platform-operator', 'district-admin', 'policy-editor', 'policy-approver', 'office-officer', 'reviewer', 'applicant', 'auditor', 'system-administrator', 'security-administrator', 'audit-administrator')),
        constraint post_operator_of_platform check (role <> 'platform-operator' or district = 'platform'),
        constraint post_ordered check (to_day >= from_day - 1),
        constraint post_held_once exclude using gist
          (district with =, person_id with =, unit_id with =, role with =, daterange(from_day, to_day + 1) with &&)
      )`);
    await runner.query(`create index post_by_unit on post (district, unit_id)`);
    await runner.query(`create index post_by_role on post (district, role)`);
    await runner.query(`
      create table delegation (
        district text not null,
        delegation_id uuid not null,
        from_person_id uuid not null,
        to_person_id uuid not null,
        post_id uuid,
        reason text not null,
        from_day date not null,
        to_day date not null,
        recorded_at timestamptz(3) not null,
        constraint delegation_pk primary key (district, delegation_id),
        constraint delegation_from_person foreign key (district, from_person_id) references person (district, person_id),
        constraint delegation_to_person foreign key (district, to_person_id) references person (district, person_id),
        constraint delegation_of_own_post foreign key (district, from_person_id, post_id) references post (district, person_id, post_id),
        constraint delegation_not_to_oneself check (from_person_id <> to_person_id),
        constraint delegation_reason_given check (reason <> ''),
        constraint delegation_ordered check (to_day >= from_day - 1),
        constraint delegation_given_once exclude using gist
          (district with =, from_person_id with =, to_person_id with =, coalesce(post_id, '00000000-0000-0000-0000-000000000000'::uuid) with =,
            daterange(from_day, to_day + 1) with &&)
      )`);
    await runner.query(`create index delegation_by_delegate on delegation (district, to_person_id)`);

    // What somebody may act in, day by day: own posts, and posts of people who are away. A delegated post is never delegated on: only own posts are looked at.
    await runner.query(`
      create function guicheng_holdings(of_district text, people uuid[])
      returns table (person_id uuid, post_id uuid, unit_id uuid, role text, on_behalf_of uuid, days daterange)
      language sql stable set search_path = pg_catalog as $$
        select p.person_id, p.post_id, p.unit_id, p.role, null::uuid, daterange(p.from_day, p.to_day + 1)
        from public.post p where p.district = of_district and p.person_id = any(people)
        union all
        select d.to_person_id, p.post_id, p.unit_id, p.role, p.person_id, daterange(p.from_day, p.to_day + 1) * daterange(d.from_day, d.to_day + 1)
        from public.delegation d
        join public.post p on p.district = d.district and p.person_id = d.from_person_id and (d.post_id is null or d.post_id = p.post_id)
        where d.district = of_district and d.to_person_id = any(people)
      $$`);
    // 三员分立 (GB/T 22239): who administers system, security or audit holds no other role on any day, delegated ones included.
    await runner.query(`
      create function guicheng_keep_duties_apart() returns trigger language plpgsql set search_path = pg_catalog as $$
      declare
        people uuid[];
      begin
        perform pg_advisory_xact_lock(1735287157, hashtext(new.district));
        if tg_table_name = 'post' then
          select array_append(array_agg(d.to_person_id), new.person_id) into people
          from public.delegation d where d.district = new.district and d.from_person_id = new.person_id;
        else
          people := array[new.to_person_id];
        end if;
        if exists (
          select from public.guicheng_holdings(new.district, people) a
          join public.guicheng_holdings(new.district, people) b on b.person_id = a.person_id and b.role <> a.role and b.days && a.days
          where a.role in ('system-administrator', 'security-administrator', 'audit-administrator')
        ) then
          raise exception using errcode = 'GC012', message = 'system, security and audit administrators hold no other role';
        end if;
        return null;
      end $$`);
    for (const table of ['post', 'delegation']) {
      await runner.query(`
        create trigger ${table}_duties_apart after insert on ${table}
        for each row execute function guicheng_keep_duties_apart()`);
      await runner.query(`
        create trigger ${table}_only_ends before update on ${table}
        for each row execute function guicheng_only_ends()`);
      await runner.query(`
        create constraint trigger ${table}_audited after insert or update on ${table} deferrable initially deferred
        for each row execute function guicheng_require_audit()`);
      for (const statement of districtTable(table, { app: 'select, insert, update', appendOnly: false })) await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table delegation`);
    await runner.query(`drop table post`);
    await runner.query(`drop function guicheng_keep_duties_apart`);
    await runner.query(`drop function guicheng_holdings`);
  }
}
