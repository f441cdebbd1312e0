import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** One-time links: to set the deployment up, and to give a person an account or a new password. */
export class CreateInvitation1795651500003 implements MigrationInterface {
  readonly name = 'CreateInvitation1795651500003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table invitation (
        district text not null,
        invitation_id uuid not null,
        token_digest text not null,
        person_id uuid,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        used_at timestamptz(3),
        voided_at timestamptz(3),
        constraint invitation_pk primary key (district, invitation_id),
        constraint invitation_token_unique unique (district, token_digest),
        constraint invitation_used_or_voided check (used_at is null or voided_at is null)
      )`);
    for (const statement of districtTable('invitation', { app: 'select, insert, update', appendOnly: false, auditor: 'nothing' }))
      await runner.query(statement);
    await runner.query(`
      create constraint trigger invitation_audited after insert or update or delete on invitation deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table invitation`);
  }
}
