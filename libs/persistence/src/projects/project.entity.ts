import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PolicyEntity } from '../policies/policy.entity.ts';
import { UnitEntity } from '../tenancy/organisation/unit.entity.ts';
import type { ProjectStatus } from './project-record.ts';

/** A project as it stands (项目). A district's own. */
@Entity('project')
@Unique('project_code_unique', ['district', 'code'])
@Index('project_by_update', ['district', 'updatedAt', 'projectId'])
@Index('project_by_title', ['district', 'title', 'projectId'])
@Index('project_by_amount', ['district', 'amountFen', 'projectId'])
@Index('project_by_unit', ['district', 'unitId', 'updatedAt', 'projectId'])
@ForeignKey(() => PolicyEntity, ['district', 'policyId', 'policyDigest'], ['district', 'policyId', 'digest'], {
  name: 'project_policy_published',
})
@ForeignKey(() => UnitEntity, ['district', 'unitId'], ['district', 'unitId'], { name: 'project_of_unit' })
@Check('project_status_known', `status in ('draft', 'submitted', 'withdrawn')`)
@Check('project_pins_whole', `(policy_id is null) = (policy_digest is null) and (policy_id is null) = (submitted_on is null)`)
@Check('project_submitted_is_pinned', `status <> 'submitted' or policy_id is not null`)
@Check('project_draft_is_not_pinned', `status <> 'draft' or policy_id is null`)
@Check('project_facts_digest_is_of_facts', `facts_digest = 'sha256:' || encode(sha256(convert_to(facts, 'UTF8')), 'hex')`)
@Check('project_revision_positive', `revision > 0`)
@Check('project_amount_known_or_minus_one', `amount_fen >= -1`)
export class ProjectEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'project_pk' })
  district!: string;

  @PrimaryColumn({ name: 'project_id', type: 'uuid', primaryKeyConstraintName: 'project_pk' })
  projectId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;

  @Column({ type: 'text' })
  status!: ProjectStatus;

  /** Canonical JSON, as a request states facts: what is absent is unknown. */
  @Column({ type: 'text' })
  facts!: string;

  /** `sha256:…` of `facts`; the database checks it. */
  @Column({ name: 'facts_digest', type: 'text' })
  factsDigest!: string;

  /** From 1; who changes says which one was seen. */
  @Column({ type: 'integer' })
  revision!: number;

  /** Pinned when it is submitted; null before. */
  @Column({ name: 'policy_id', type: 'text', nullable: true })
  policyId!: string | null;

  @Column({ name: 'policy_digest', type: 'text', nullable: true })
  policyDigest!: string | null;

  /** Civil date in Asia/Shanghai. */
  @Column({ name: 'submitted_on', type: 'date', nullable: true })
  submittedOn!: string | null;

  /** Taken from the facts for lists; -1: unknown, which sorts below every amount without a second rule for null. */
  @Column({ name: 'amount_fen', type: 'bigint' })
  amountFen!: string;

  /** Taken from the facts for lists; null: unknown. */
  @Column({ type: 'text', nullable: true })
  nature!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** Id of the actor; `project_revision` tells more. */
  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;

  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;

  @Column({ name: 'updated_by', type: 'text' })
  updatedBy!: string;
}
