import type { MigrationInterface, QueryRunner } from 'typeorm';
import { firstDistrictTable } from './district-table.ts';

/** What mutations were answered, by the key that their caller gave: asked again, the answer is given again and nothing is done twice. */
export class CreateIdempotencyKey1795651200003 implements MigrationInterface {
  readonly name = 'CreateIdempotencyKey1795651200003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_key (
        district text not null,
        actor_id text not null,
        key text not null,
        request_digest text not null,
        value text not null,
        created_at timestamptz(3) not null,
        constraint idempotency_key_pk primary key (district, actor_id, key),
        constraint idempotency_key_length check (length(key) between 1 and 255)
      )`);
    await runner.query(`create index idempotency_key_age on idempotency_key (district, created_at)`);
    for (const statement of firstDistrictTable('idempotency_key', { app: 'select, insert, delete', appendOnly: false }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table idempotency_key`);
  }
}
