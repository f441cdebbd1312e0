import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an auditor asks for: what happened to a thing, what somebody did, and when. */
export class IndexAuditEntry1795651800002 implements MigrationInterface {
  readonly name = 'IndexAuditEntry1795651800002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index audit_entry_subject on audit_entry (district, subject_kind, subject_id, sequence)`);
    await runner.query(`create index audit_entry_actor on audit_entry (district, actor_id, sequence)`);
    await runner.query(`create index audit_entry_time on audit_entry (district, recorded_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index audit_entry_time, audit_entry_actor, audit_entry_subject`);
  }
}
