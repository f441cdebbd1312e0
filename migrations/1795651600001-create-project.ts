import type { MigrationInterface, QueryRunner } from 'typeorm';
import { districtTable } from './district-table.ts';

const DIGEST = `facts_digest = 'sha256:' || encode(sha256(convert_to(facts, 'UTF8')), 'hex')`;

/** A change of it does not commit without an audit entry. */
const audited = (table: string): string => `
  create constraint trigger ${table}_audited after insert or update or delete on ${table}
  deferrable initially deferred for each row execute function guicheng_require_audit()`;

/** The project register: what stands now, every revision before it, and the running numbers of codes. */
export class CreateProject1795651600001 implements MigrationInterface {
  readonly name = 'CreateProject1795651600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table project (
        district text not null,
        project_id uuid not null,
        code text not null,
        title text not null,
        unit_id uuid not null,
        status text not null,
        facts text not null,
        facts_digest text not null,
        revision integer not null,
        policy_id text,
        policy_digest text,
        submitted_on date,
        amount_fen bigint not null,
        nature text,
        created_at timestamptz(3) not null,
        created_by text not null,
        updated_at timestamptz(3) not null,
        updated_by text not null,
        constraint project_pk primary key (district, project_id),
        constraint project_code_unique unique (district, code),
        constraint project_policy_published foreign key (district, policy_id, policy_digest) references policy (district, policy_id, digest),
        constraint project_of_unit foreign key (district, unit_id) references unit (district, unit_id),
        constraint project_status_known check (status in ('draft', 'submitted', 'withdrawn')),
        constraint project_pins_whole check ((policy_id is null) = (policy_digest is null) and (policy_id is null) = (submitted_on is null)),
        constraint project_submitted_is_pinned check (status <> 'submitted' or policy_id is not null),
        constraint project_draft_is_not_pinned check (status <> 'draft' or policy_id is null),
        constraint project_facts_digest_is_of_facts check (${DIGEST}),
        constraint project_revision_positive check (revision > 0),
        constraint project_amount_known_or_minus_one check (amount_fen >= -1)
      )`);
    // The orders of lists, each with the id behind it: pages are found by their key, however deep.
    await runner.query(`create index project_by_update on project (district, updated_at, project_id)`);
    await runner.query(`create index project_by_title on project (district, title, project_id)`);
    await runner.query(`create index project_by_amount on project (district, amount_fen, project_id)`);
    await runner.query(`create index project_by_unit on project (district, unit_id, updated_at, project_id)`);
    for (const statement of districtTable('project', { app: 'select, insert, update', appendOnly: false })) await runner.query(statement);

    await runner.query(`
      create table project_revision (
        district text not null,
        project_id uuid not null,
        revision integer not null,
        act text not null,
        title text not null,
        unit_id uuid not null,
        status text not null,
        facts text not null,
        facts_digest text not null,
        changed text not null,
        actor_kind text not null,
        actor_id text not null,
        on_behalf_of text,
        made_at timestamptz(3) not null,
        constraint project_revision_pk primary key (district, project_id, revision),
        constraint project_revision_of_project foreign key (district, project_id) references project (district, project_id),
        constraint project_revision_act_known check (act in ('recorded', 'changed', 'submitted', 'withdrawn', 'imported')),
        constraint project_revision_actor_kind_known check (actor_kind in ('person', 'client', 'system')),
        constraint project_revision_facts_digest_is_of_facts check (${DIGEST})
      )`);
    for (const statement of districtTable('project_revision', { app: 'select, insert', appendOnly: true })) await runner.query(statement);

    await runner.query(`
      create table project_number (
        district text not null,
        year integer not null,
        last integer not null,
        constraint project_number_pk primary key (district, year)
      )`);
    for (const statement of districtTable('project_number', { app: 'select, insert, update', appendOnly: false }))
      await runner.query(statement);

    for (const table of ['project', 'project_revision', 'project_number']) await runner.query(audited(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table project_number, project_revision, project`);
  }
}
