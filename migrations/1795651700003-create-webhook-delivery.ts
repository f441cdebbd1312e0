import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** What is to be sent where, until when it was tried, and the log of attempts. */
export class CreateWebhookDelivery1795651700003 implements MigrationInterface {
  readonly name = 'CreateWebhookDelivery1795651700003';

  async up(runner: QueryRunner): Promise<void> {
    // `round`: 0 as relayed, then one more for each replay of the event to the endpoint.
    await runner.query(`
      create table webhook_delivery (
        district text not null,
        delivery_id uuid not null,
        endpoint_id uuid not null,
        event_id uuid not null,
        round integer not null,
        status text not null,
        attempts integer not null default 0,
        created_at timestamptz(3) not null,
        next_at timestamptz(3),
        claimed_until timestamptz(3),
        ended_at timestamptz(3),
        constraint webhook_delivery_pk primary key (district, delivery_id),
        constraint webhook_delivery_once unique (district, endpoint_id, event_id, round),
        constraint webhook_delivery_to_endpoint foreign key (district, endpoint_id) references webhook_endpoint (district, endpoint_id),
        constraint webhook_delivery_of_event foreign key (district, event_id) references outbox_event (district, event_id),
        constraint webhook_delivery_status_known check (status in ('pending', 'delivered', 'failed', 'cancelled')),
        constraint webhook_delivery_due check ((status = 'pending') = (next_at is not null)),
        constraint webhook_delivery_ended check ((status = 'pending') = (ended_at is null))
      )`);
    await runner.query(`create index webhook_delivery_due_index on webhook_delivery (district, next_at) where status = 'pending'`);
    await runner.query(
      `create index webhook_delivery_ended_index on webhook_delivery (district, endpoint_id, ended_at) where status = 'delivered'`,
    );
    await runner.query(`create index webhook_delivery_of_event_index on webhook_delivery (district, event_id)`);
    for (const statement of districtTable('webhook_delivery', { app: 'select, insert, update, delete', appendOnly: false }))
      await runner.query(statement);
    await runner.query(`
      create table webhook_attempt (
        district text not null,
        delivery_id uuid not null,
        number integer not null,
        at timestamptz(3) not null,
        status_code integer,
        failure text,
        duration_ms integer not null,
        answer text not null,
        constraint webhook_attempt_pk primary key (district, delivery_id, number),
        constraint webhook_attempt_of_delivery foreign key (district, delivery_id) references webhook_delivery (district, delivery_id),
        constraint webhook_attempt_answered_or_failed check ((status_code is null) <> (failure is null))
      )`);
    for (const statement of districtTable('webhook_attempt', { app: 'select, insert, delete', appendOnly: false }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table webhook_attempt`);
    await runner.query(`drop table webhook_delivery`);
  }
}
