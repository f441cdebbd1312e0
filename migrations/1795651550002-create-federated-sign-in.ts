import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Sign-in by another system: which one a district trusts, who of it is whom here, sign-ins under way, and the posts that came of claims. */
export class CreateFederatedSignIn1795651550002 implements MigrationInterface {
  readonly name = 'CreateFederatedSignIn1795651550002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sign_in_provider (
        district text not null,
        protocol text not null,
        revision integer not null,
        settings text not null,
        sealed_secret text,
        changed_at timestamptz(3) not null,
        disabled_at timestamptz(3),
        constraint sign_in_provider_pk primary key (district, protocol),
        constraint sign_in_provider_protocol_known check (protocol in ('oidc', 'cas')),
        constraint sign_in_provider_revision_positive check (revision > 0)
      )`);
    await runner.query(`
      create table federated_identity (
        district text not null,
        issuer text not null,
        subject text not null,
        person_id uuid not null,
        linked_at timestamptz(3) not null,
        constraint federated_identity_pk primary key (district, issuer, subject),
        constraint federated_identity_of_person foreign key (district, person_id) references person (district, person_id)
      )`);
    await runner.query(`
      create table sign_in_attempt (
        district text not null,
        state_digest text not null,
        protocol text not null,
        revision integer not null,
        browser_digest text not null,
        nonce text not null,
        verifier text not null,
        return_to text not null,
        expires_at timestamptz(3) not null,
        constraint sign_in_attempt_pk primary key (district, state_digest)
      )`);
    await runner.query(`create index sign_in_attempt_age on sign_in_attempt (district, expires_at)`);
    await runner.query(`
      create table federated_post (
        district text not null,
        post_id uuid not null,
        issuer text not null,
        constraint federated_post_pk primary key (district, post_id),
        constraint federated_post_is_post foreign key (district, post_id) references post (district, post_id)
      )`);
    for (const table of ['sign_in_provider', 'federated_identity', 'federated_post'])
      await runner.query(`
        create constraint trigger ${table}_audited after insert or update or delete on ${table}
        deferrable initially deferred for each row execute function guicheng_require_audit()`);
    for (const statement of [
      ...districtTable('sign_in_provider', { app: 'select, insert, update', appendOnly: false, auditor: 'nothing' }),
      ...districtTable('federated_identity', { app: 'select, insert, delete', appendOnly: false }),
      ...districtTable('sign_in_attempt', { app: 'select, insert, delete', appendOnly: false, auditor: 'nothing' }),
      ...districtTable('federated_post', { app: 'select, insert', appendOnly: true }),
    ])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['federated_post', 'sign_in_attempt', 'federated_identity', 'sign_in_provider'])
      await runner.query(`drop table ${table}`);
  }
}
