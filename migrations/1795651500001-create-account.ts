import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Local accounts: what people sign in with where no other system vouches for them. Secrets are hashed, or sealed with a key that is not in the database. */
export class CreateAccount1795651500001 implements MigrationInterface {
  readonly name = 'CreateAccount1795651500001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account (
        district text not null,
        account_id uuid not null,
        person_id uuid not null,
        login text not null,
        password_hash text not null,
        password_changed_at timestamptz(3) not null,
        totp_secret text,
        totp_confirmed_at timestamptz(3),
        totp_last_step bigint,
        created_at timestamptz(3) not null,
        disabled_at timestamptz(3),
        constraint account_pk primary key (district, account_id),
        constraint account_login_unique unique (district, login),
        constraint account_person_unique unique (district, person_id),
        constraint account_totp_confirmed check (totp_confirmed_at is null or totp_secret is not null)
      )`);
    for (const statement of districtTable('account', { app: 'select, insert, update', appendOnly: false, auditor: 'nothing' }))
      await runner.query(statement);
    await runner.query(`
      create constraint trigger account_audited after insert or update or delete on account deferrable initially deferred
      for each row execute function guicheng_require_audit()`);

    await runner.query(`
      create table former_password (
        district text not null,
        account_id uuid not null,
        changed_at timestamptz(3) not null,
        password_hash text not null,
        constraint former_password_pk primary key (district, account_id, changed_at),
        constraint former_password_of_account foreign key (district, account_id) references account (district, account_id)
      )`);
    for (const statement of districtTable('former_password', { app: 'select, insert', appendOnly: true, auditor: 'nothing' }))
      await runner.query(statement);
    await runner.query(`
      create constraint trigger former_password_audited after insert or update or delete on former_password deferrable initially deferred
      for each row execute function guicheng_require_audit()`);

    await runner.query(`
      create table recovery_code (
        district text not null,
        account_id uuid not null,
        code_digest text not null,
        created_at timestamptz(3) not null,
        used_at timestamptz(3),
        constraint recovery_code_pk primary key (district, account_id, code_digest),
        constraint recovery_code_of_account foreign key (district, account_id) references account (district, account_id)
      )`);
    for (const statement of districtTable('recovery_code', {
      app: 'select, insert, update, delete',
      appendOnly: false,
      auditor: 'nothing',
    }))
      await runner.query(statement);
    await runner.query(`
      create constraint trigger recovery_code_audited after insert or update or delete on recovery_code deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table recovery_code`);
    await runner.query(`drop table former_password`);
    await runner.query(`drop table account`);
  }
}
