import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published policy packs: shared by all districts, immutable, at most one in force per district and day. */
export class CreatePolicy1795564800001 implements MigrationInterface {
  readonly name = 'CreatePolicy1795564800001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create extension if not exists btree_gist`);

    // What is written once for good: a trigger holds also against the owner, grants alone do not.
    await runner.query(`
      create function guicheng_refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
      begin
        raise exception using errcode = 'GC002', message = format('%s is append-only: %s refused', tg_table_name, tg_op);
      end $$`);

    await runner.query(`
      create table policy (
        policy_id text not null,
        district text not null,
        version text not null,
        digest text not null,
        content text not null,
        nature text not null,
        effective_from date,
        effective_to date,
        published_at timestamptz(3) not null,
        constraint policy_pk primary key (policy_id),
        constraint policy_digest_unique unique (digest),
        constraint policy_reference_unique unique (district, policy_id, digest),
        constraint policy_id_names_district_and_version check (policy_id = district || '/' || version),
        constraint policy_district_is_code check (district ~ '^[a-z][a-z0-9-]*$'),
        constraint policy_digest_is_of_content check (digest = 'sha256:' || encode(sha256(convert_to(content, 'UTF8')), 'hex')),
        constraint policy_nature_known check (nature in ('regulation', 'consultation-draft', 'guidance')),
        constraint policy_only_regulations_in_force check (nature = 'regulation' or (effective_from is null and effective_to is null)),
        constraint policy_validity_ordered check (effective_to is null or (effective_from is not null and effective_from <= effective_to)),
        constraint policy_validity_disjoint exclude using gist
          (district with =, daterange(effective_from, effective_to, '[]') with &&) where (effective_from is not null)
      )`);
    await runner.query(`
      create trigger policy_immutable before update or delete on policy
      for each row execute function guicheng_refuse_change()`);
    await runner.query(`
      create trigger policy_not_truncated before truncate on policy
      for each statement execute function guicheng_refuse_change()`);
    await runner.query(`grant select on policy to guicheng_app`);
    await runner.query(`grant select, insert on policy to guicheng_publisher`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table policy`);
    await runner.query(`drop function guicheng_refuse_change`);
    await runner.query(`drop extension btree_gist`);
  }
}
