import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable, type DistrictTable } from './district-table.ts';

/** The tables so far. Their triggers are there; what the app role may do stays. A key's answer may hold what is shown once. */
const TABLES: readonly (readonly [name: string, table: DistrictTable])[] = [
  ['decision_receipt', { app: 'select, insert', appendOnly: false }],
  ['audit_entry', { app: 'select, insert', appendOnly: false }],
  ['outbox_event', { app: 'select, insert, update', appendOnly: false }],
  ['idempotency_key', { app: 'select, insert, delete', appendOnly: false, auditor: 'nothing' }],
];

/** The roles of auditors and backups: what stands so far gets its policies and rights for them. */
export class CreateReadingRoles1795651200009 implements MigrationInterface {
  readonly name = 'CreateReadingRoles1795651200009';

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, table] of TABLES) {
      await runner.query(`drop policy ${name}_of_district on ${name}`);
      for (const statement of districtTable(name, table)) await runner.query(statement);
    }
    await runner.query(`grant select on policy to guicheng_auditor, guicheng_backup`);
    // A backup names the migrations that its rows were taken under.
    await runner.query(`grant select on migration to guicheng_backup`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`revoke select on migration, policy from guicheng_auditor, guicheng_backup`);
    for (const [name] of TABLES) {
      await runner.query(`revoke select on ${name} from guicheng_auditor, guicheng_backup`);
      await runner.query(`drop policy ${name}_for_backup on ${name}`);
      await runner.query(`drop policy ${name}_of_district on ${name}`);
      await runner.query(`
        create policy ${name}_of_district on ${name}
        using (district = guicheng_current_district()) with check (district = guicheng_current_district())`);
    }
  }
}
