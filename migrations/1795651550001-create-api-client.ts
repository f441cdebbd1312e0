import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

const audited = (table: string): string =>
  `create constraint trigger ${table}_audited after insert or update or delete on ${table}
    deferrable initially deferred for each row execute function guicheng_require_audit()`;

/** Programs of integrators that call the API: who they are, what they prove it with, and the tokens they were given. */
export class CreateApiClient1795651550001 implements MigrationInterface {
  readonly name = 'CreateApiClient1795651550001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_client (
        district text not null,
        client_id uuid not null,
        unit_id uuid not null,
        name text not null,
        roles text[] not null,
        scopes text[] not null,
        networks text[] not null,
        jwks text,
        created_at timestamptz(3) not null,
        disabled_at timestamptz(3),
        constraint api_client_pk primary key (district, client_id),
        constraint api_client_name_length check (length(name) between 1 and 100)
      )`);
    await runner.query(`create index api_client_of_unit on api_client (district, unit_id)`);
    await runner.query(`
      create table client_credential (
        district text not null,
        credential_id uuid not null,
        client_id uuid not null,
        kind text not null,
        digest text not null,
        scopes text[] not null,
        networks text[] not null,
        replaces uuid,
        issued_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        constraint client_credential_pk primary key (district, credential_id),
        constraint client_credential_digest_unique unique (district, digest),
        constraint client_credential_of_client foreign key (district, client_id) references api_client (district, client_id),
        constraint client_credential_replaced foreign key (district, replaces) references client_credential (district, credential_id),
        constraint client_credential_kind_known check (kind in ('api-key', 'client-secret')),
        constraint client_credential_a_year check (expires_at > issued_at and expires_at <= issued_at + interval '366 days')
      )`);
    await runner.query(`create index client_credential_by_client on client_credential (district, client_id)`);
    await runner.query(`
      create table client_credential_use (
        district text not null,
        credential_id uuid not null,
        used_at timestamptz(3) not null,
        constraint client_credential_use_pk primary key (district, credential_id),
        constraint client_credential_used foreign key (district, credential_id) references client_credential (district, credential_id)
      )`);
    await runner.query(`
      create table client_token (
        district text not null,
        digest text not null,
        client_id uuid not null,
        credential_id uuid,
        scopes text[] not null,
        issued_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        constraint client_token_pk primary key (district, digest),
        constraint client_token_of_client foreign key (district, client_id) references api_client (district, client_id),
        constraint client_token_by_credential foreign key (district, credential_id) references client_credential (district, credential_id),
        constraint client_token_an_hour check (expires_at > issued_at and expires_at <= issued_at + interval '1 hour')
      )`);
    await runner.query(`create index client_token_age on client_token (district, client_id, expires_at)`);
    await runner.query(`
      create table client_assertion (
        district text not null,
        client_id uuid not null,
        id_digest text not null,
        expires_at timestamptz(3) not null,
        constraint client_assertion_pk primary key (district, client_id, id_digest),
        constraint client_assertion_of_client foreign key (district, client_id) references api_client (district, client_id)
      )`);
    const mutable = { app: 'select, insert, update', appendOnly: false } as const;
    const withDelete = { app: 'select, insert, update, delete', appendOnly: false, auditor: 'nothing' } as const;
    for (const statement of [
      ...districtTable('api_client', mutable),
      ...districtTable('client_credential', { ...mutable, auditor: 'nothing' }),
      ...districtTable('client_credential_use', mutable),
      ...districtTable('client_token', withDelete),
      ...districtTable('client_assertion', { app: 'select, insert, delete', appendOnly: false, auditor: 'nothing' }),
      ...['api_client', 'client_credential', 'client_token'].map(audited),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['client_assertion', 'client_token', 'client_credential_use', 'client_credential', 'api_client'])
      await runner.query(`drop table ${table}`);
  }
}
