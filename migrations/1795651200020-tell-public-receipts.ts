import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether whoever holds a receipt's id may read it: so it is for who asked without signing in; a signed-in caller's receipts are the district's own. */
export class TellPublicReceipts1795651200020 implements MigrationInterface {
  readonly name = 'TellPublicReceipts1795651200020';

  async up(runner: QueryRunner): Promise<void> {
    // Those that are there were all made before anybody could sign in.
    await runner.query(`alter table decision_receipt add column is_public boolean not null default true`);
    await runner.query(`alter table decision_receipt alter column is_public drop default`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table decision_receipt drop column is_public`);
  }
}
