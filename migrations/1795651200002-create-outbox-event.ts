import type { MigrationInterface, QueryRunner } from 'typeorm';
import { firstDistrictTable } from './district-table.ts';

/** Events of a district's mutations, written with them and delivered after they are committed. */
export class CreateOutboxEvent1795651200002 implements MigrationInterface {
  readonly name = 'CreateOutboxEvent1795651200002';

  async up(runner: QueryRunner): Promise<void> {
    // A mutation's number in the audit chain is given under a lock that is held until it commits: in that order nothing appears behind what was read.
    await runner.query(`
      create table outbox_event (
        district text not null,
        event_id uuid not null,
        audit_sequence bigint not null,
        place integer not null,
        type text not null,
        subject_kind text not null,
        subject_id text not null,
        payload text not null,
        occurred_at timestamptz(3) not null,
        status text not null default 'pending',
        constraint outbox_event_pk primary key (district, event_id),
        constraint outbox_event_order_unique unique (district, audit_sequence, place),
        constraint outbox_event_of_mutation foreign key (district, audit_sequence) references audit_entry (district, sequence),
        constraint outbox_event_status_known check (status in ('pending', 'relayed'))
      )`);
    await runner.query(`create index outbox_event_pending on outbox_event (district, audit_sequence, place) where status = 'pending'`);
    for (const statement of firstDistrictTable('outbox_event', { app: 'select, insert, update', appendOnly: false }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table outbox_event`);
  }
}
