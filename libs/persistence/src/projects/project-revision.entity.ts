import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ActorKind } from '../tenancy/change.ts';
import type { ProjectAct, ProjectStatus } from './project-record.ts';
import { ProjectEntity } from './project.entity.ts';

/** A project as it was after one act, and who did it (项目变更记录). Rows are never changed. */
@Entity('project_revision')
@ForeignKey(() => ProjectEntity, ['district', 'projectId'], ['district', 'projectId'], { name: 'project_revision_of_project' })
@Check('project_revision_act_known', `act in ('recorded', 'changed', 'submitted', 'withdrawn', 'imported')`)
@Check('project_revision_actor_kind_known', `actor_kind in ('person', 'client', 'system')`)
@Check('project_revision_facts_digest_is_of_facts', `facts_digest = 'sha256:' || encode(sha256(convert_to(facts, 'UTF8')), 'hex')`)
export class ProjectRevisionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'project_revision_pk' })
  district!: string;

  @PrimaryColumn({ name: 'project_id', type: 'uuid', primaryKeyConstraintName: 'project_revision_pk' })
  projectId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'project_revision_pk' })
  revision!: number;

  @Column({ type: 'text' })
  act!: ProjectAct;

  @Column({ type: 'text' })
  title!: string;

  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;

  @Column({ type: 'text' })
  status!: ProjectStatus;

  /** Canonical JSON, all of them. */
  @Column({ type: 'text' })
  facts!: string;

  @Column({ name: 'facts_digest', type: 'text' })
  factsDigest!: string;

  /** Canonical JSON: names of what differs from the revision before, `title`, `unit`, `status`, `facts/<name>`. */
  @Column({ type: 'text' })
  changed!: string;

  @Column({ name: 'actor_kind', type: 'text' })
  actorKind!: ActorKind;

  @Column({ name: 'actor_id', type: 'text' })
  actorId!: string;

  @Column({ name: 'on_behalf_of', type: 'text', nullable: true })
  onBehalfOf!: string | null;

  @Column({ name: 'made_at', type: 'timestamptz', precision: 3 })
  madeAt!: Date;
}
