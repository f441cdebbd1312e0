import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Which profile of rules for passwords and sessions a district chose; the last row holds. */
export class CreateSignInPolicy1795651500005 implements MigrationInterface {
  readonly name = 'CreateSignInPolicy1795651500005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sign_in_policy (
        district text not null,
        chosen_at timestamptz(3) not null,
        profile text not null,
        constraint sign_in_policy_pk primary key (district, chosen_at),
        constraint sign_in_policy_profile_known check (profile in ('djbh-3', 'modern'))
      )`);
    for (const statement of districtTable('sign_in_policy', { app: 'select, insert', appendOnly: true })) await runner.query(statement);
    await runner.query(`
      create constraint trigger sign_in_policy_audited after insert or update or delete on sign_in_policy deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table sign_in_policy`);
  }
}
