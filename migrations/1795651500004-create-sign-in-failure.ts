import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Failed sign-ins in a row, by a keyed digest of the login (and device), whether there is such an account or not. */
export class CreateSignInFailure1795651500004 implements MigrationInterface {
  readonly name = 'CreateSignInFailure1795651500004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sign_in_failure (
        district text not null,
        login_mark text not null,
        failures integer not null,
        last_at timestamptz(3) not null,
        paused_until timestamptz(3),
        constraint sign_in_failure_pk primary key (district, login_mark),
        constraint sign_in_failure_positive check (failures > 0)
      )`);
    await runner.query(`create index sign_in_failure_age on sign_in_failure (district, last_at)`);
    for (const statement of districtTable('sign_in_failure', {
      app: 'select, insert, update, delete',
      appendOnly: false,
      auditor: 'nothing',
    }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table sign_in_failure`);
  }
}
