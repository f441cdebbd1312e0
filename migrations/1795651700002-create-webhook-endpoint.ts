import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Where a district's events are sent. */
export class CreateWebhookEndpoint1795651700002 implements MigrationInterface {
  readonly name = 'CreateWebhookEndpoint1795651700002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook_endpoint (
        district text not null,
        endpoint_id uuid not null,
        url text not null,
        event_types text[] not null,
        description text not null,
        client_id text,
        secret_sealed text not null,
        former_secret_sealed text,
        former_secret_until timestamptz(3),
        status text not null,
        status_reason text not null,
        status_since timestamptz(3) not null,
        version integer not null,
        created_at timestamptz(3) not null,
        constraint webhook_endpoint_pk primary key (district, endpoint_id),
        constraint webhook_endpoint_status_known check (status in ('enabled', 'disabled')),
        constraint webhook_endpoint_reason_known check (status_reason in ('by-hand', 'gone', 'exhausted')),
        constraint webhook_endpoint_former_secret check ((former_secret_sealed is null) = (former_secret_until is null))
      )`);
    for (const statement of districtTable('webhook_endpoint', { app: 'select, insert, update', appendOnly: false, auditor: 'nothing' }))
      await runner.query(statement);
    await runner.query(`
      create constraint trigger webhook_endpoint_audited after insert or update on webhook_endpoint deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table webhook_endpoint`);
  }
}
