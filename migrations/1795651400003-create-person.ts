import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** People of a district. */
export class CreatePerson1795651400003 implements MigrationInterface {
  readonly name = 'CreatePerson1795651400003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person (
        district text not null,
        person_id uuid not null,
        name_zh text not null,
        phone text,
        email text,
        from_day date not null,
        to_day date,
        recorded_at timestamptz(3) not null,
        constraint person_pk primary key (district, person_id),
        constraint person_of_district foreign key (district) references district (district),
        constraint person_name_given check (name_zh <> ''),
        constraint person_ordered check (to_day >= from_day - 1)
      )`);
    await runner.query(`
      create constraint trigger person_audited after insert or update on person deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
    for (const statement of districtTable('person', { app: 'select, insert, update', appendOnly: false })) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table person`);
  }
}
