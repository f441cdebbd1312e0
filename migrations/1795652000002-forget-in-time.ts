import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions and one-time links are kept for a time after they were last of use, and then deleted by the servers themselves; these are the indexes by which they are found. */
export class ForgetInTime1795652000002 implements MigrationInterface {
  readonly name = 'ForgetInTime1795652000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`grant delete on session, invitation to guicheng_app`);
    await runner.query(`create index session_age on session (district, ends_at)`);
    await runner.query(`create index invitation_age on invitation (district, expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index session_age, invitation_age`);
    await runner.query(`revoke delete on session, invitation from guicheng_app`);
  }
}
