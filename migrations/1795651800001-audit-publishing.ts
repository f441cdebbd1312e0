import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_DISTRICT = '(district = guicheng_current_district())';

/**
 * A policy is published with an entry in its district's audit chain, or not at all. A deferred trigger runs as the role that made it wait from PostgreSQL 18 on
 * and as the present role before: the publisher does all of it, entry and check included.
 */
export class AuditPublishing1795651800001 implements MigrationInterface {
  readonly name = 'AuditPublishing1795651800001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop policy audit_entry_of_district on audit_entry`);
    await runner.query(`
      create policy audit_entry_of_district on audit_entry to guicheng_owner, guicheng_app, guicheng_auditor, guicheng_publisher
      using ${OF_DISTRICT} with check ${OF_DISTRICT}`);
    await runner.query(`grant select, insert on audit_entry to guicheng_publisher`);
    await runner.query(`
      create constraint trigger policy_audited after insert on policy deferrable initially deferred
      for each row execute function guicheng_require_audit()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop trigger policy_audited on policy`);
    await runner.query(`revoke select, insert on audit_entry from guicheng_publisher`);
    await runner.query(`drop policy audit_entry_of_district on audit_entry`);
    await runner.query(`
      create policy audit_entry_of_district on audit_entry to guicheng_owner, guicheng_app, guicheng_auditor
      using ${OF_DISTRICT} with check ${OF_DISTRICT}`);
  }
}
