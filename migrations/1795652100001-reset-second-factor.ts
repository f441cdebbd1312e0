import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A lost second factor is taken away by others: the account says by whom, and who made the link behind its password, so that the two are never one. */
export class ResetSecondFactor1795652100001 implements MigrationInterface {
  readonly name = 'ResetSecondFactor1795652100001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table invitation add column issued_by uuid`);
    await runner.query(`
      alter table account add column second_factor_reset_at timestamptz(3), add column second_factor_reset_by uuid, add column password_link_by uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table account drop column second_factor_reset_at, drop column second_factor_reset_by, drop column password_link_by`,
    );
    await runner.query(`alter table invitation drop column issued_by`);
  }
}
