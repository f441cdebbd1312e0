import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receipts of decisions: a district's own, append-only, behind row-level security. */
export class CreateDecisionReceipt1795564800002 implements MigrationInterface {
  readonly name = 'CreateDecisionReceipt1795564800002';

  async up(runner: QueryRunner): Promise<void> {
    // Forgetting the tenant is an error, never an empty answer. After a transaction that set it, the setting reads as ''.
    await runner.query(`
      create function guicheng_current_district() returns text language plpgsql stable set search_path = pg_catalog as $$
      declare
        district constant text := current_setting('guicheng.district', true);
      begin
        if district is null or district = '' then
          raise exception using errcode = 'GC001', message = 'no district is set for this transaction';
        end if;
        return district;
      end $$`);

    await runner.query(`
      create table decision_receipt (
        district text not null,
        receipt_id uuid not null,
        policy_id text,
        policy_digest text,
        engine_version text not null,
        calendar_digest text not null,
        question text not null,
        as_of date not null,
        mode text not null,
        request_canonical text not null,
        decision_canonical text not null,
        created_at timestamptz(3) not null,
        constraint decision_receipt_pk primary key (district, receipt_id),
        constraint decision_receipt_policy_published foreign key (district, policy_id, policy_digest)
          references policy (district, policy_id, digest),
        constraint decision_receipt_policy_with_digest check ((policy_id is null) = (policy_digest is null)),
        constraint decision_receipt_mode_known check (mode in ('in-force', 'simulate'))
      )`);
    await runner.query(`alter table decision_receipt enable row level security`);
    await runner.query(`alter table decision_receipt force row level security`);
    await runner.query(`
      create policy decision_receipt_of_district on decision_receipt
      using (district = guicheng_current_district()) with check (district = guicheng_current_district())`);
    await runner.query(`
      create trigger decision_receipt_immutable before update or delete on decision_receipt
      for each row execute function guicheng_refuse_change()`);
    await runner.query(`
      create trigger decision_receipt_not_truncated before truncate on decision_receipt
      for each statement execute function guicheng_refuse_change()`);
    await runner.query(`grant select, insert on decision_receipt to guicheng_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table decision_receipt`);
    await runner.query(`drop function guicheng_current_district`);
  }
}
