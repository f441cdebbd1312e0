import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** What callers have left to spend; all processes of a deployment draw on it. */
export class CreateRateBucket1795651850001 implements MigrationInterface {
  readonly name = 'CreateRateBucket1795651850001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rate_bucket (
        district text not null,
        caller_id text not null,
        points double precision not null,
        at timestamptz(3) not null,
        constraint rate_bucket_pk primary key (district, caller_id)
      )`);
    await runner.query(`create index rate_bucket_age on rate_bucket (district, at)`);
    for (const statement of districtTable('rate_bucket', { app: 'select, insert, update, delete', appendOnly: false }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table rate_bucket`);
  }
}
