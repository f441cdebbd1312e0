import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

/** Files of projects: what was attached and what was taken off, both for good; and uploads that are under way. */
export class CreateProjectFile1795651600002 implements MigrationInterface {
  readonly name = 'CreateProjectFile1795651600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table project_file (
        district text not null,
        file_id uuid not null,
        project_id uuid not null,
        name text not null,
        media_type text not null,
        size_bytes bigint not null,
        sha256 text not null,
        object_key text not null,
        added_at timestamptz(3) not null,
        added_by text not null,
        constraint project_file_pk primary key (district, file_id),
        constraint project_file_object_unique unique (district, object_key),
        constraint project_file_of_project foreign key (district, project_id) references project (district, project_id),
        constraint project_file_size_positive check (size_bytes > 0),
        constraint project_file_sha256_is_hex check (sha256 ~ '^[0-9a-f]{64}$')
      )`);
    await runner.query(`create index project_file_by_project on project_file (district, project_id, added_at, file_id)`);
    for (const statement of districtTable('project_file', { app: 'select, insert', appendOnly: true })) await runner.query(statement);

    await runner.query(`
      create table project_file_removal (
        district text not null,
        file_id uuid not null,
        removed_at timestamptz(3) not null,
        removed_by text not null,
        constraint project_file_removal_pk primary key (district, file_id),
        constraint project_file_removal_of_file foreign key (district, file_id) references project_file (district, file_id)
      )`);
    for (const statement of districtTable('project_file_removal', { app: 'select, insert', appendOnly: true }))
      await runner.query(statement);
    for (const table of ['project_file', 'project_file_removal'])
      await runner.query(`
        create constraint trigger ${table}_audited after insert or update or delete on ${table}
        deferrable initially deferred for each row execute function guicheng_require_audit()`);

    await runner.query(`
      create table file_upload (
        district text not null,
        object_key text not null,
        started_at timestamptz(3) not null,
        constraint file_upload_pk primary key (district, object_key)
      )`);
    await runner.query(`create index file_upload_age on file_upload (district, started_at)`);
    for (const statement of districtTable('file_upload', { app: 'select, insert, delete', appendOnly: false }))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table file_upload, project_file_removal, project_file`);
  }
}
