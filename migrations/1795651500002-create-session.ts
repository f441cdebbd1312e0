import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Sessions of people, however they proved who they are. */
export class CreateSession1795651500002 implements MigrationInterface {
  readonly name = 'CreateSession1795651500002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table session (
        district text not null,
        session_id uuid not null,
        person_id uuid not null,
        token_digest text not null,
        method text not null,
        client text not null,
        began_at timestamptz(3) not null,
        used_at timestamptz(3) not null,
        idle_limit integer not null,
        ends_at timestamptz(3) not null,
        stepped_up_until timestamptz(3),
        ended_at timestamptz(3),
        end_reason text,
        constraint session_pk primary key (district, session_id),
        constraint session_token_unique unique (district, token_digest),
        constraint session_idle_limit_positive check (idle_limit > 0),
        constraint session_ended_for_a_reason check ((ended_at is null) = (end_reason is null))
      )`);
    await runner.query(`create index session_open on session (district, person_id) where ended_at is null`);
    for (const statement of districtTable('session', { app: 'select, insert, update', appendOnly: false, auditor: 'nothing' }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table session`);
  }
}
