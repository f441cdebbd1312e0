import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProjectEntity } from './project.entity.ts';

/** A file that was attached to a project (附件). Rows are never changed: name and digest are what they were. */
@Entity('project_file')
@Unique('project_file_object_unique', ['district', 'objectKey'])
@Index('project_file_by_project', ['district', 'projectId', 'addedAt', 'fileId'])
@ForeignKey(() => ProjectEntity, ['district', 'projectId'], ['district', 'projectId'], { name: 'project_file_of_project' })
@Check('project_file_size_positive', `size_bytes > 0`)
@Check('project_file_sha256_is_hex', `sha256 ~ '^[0-9a-f]{64}$'`)
export class ProjectFileEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'project_file_pk' })
  district!: string;

  @PrimaryColumn({ name: 'file_id', type: 'uuid', primaryKeyConstraintName: 'project_file_pk' })
  fileId!: string;

  @Column({ name: 'project_id', type: 'uuid' })
  projectId!: string;

  /** As its sender named it, without a path. */
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'media_type', type: 'text' })
  mediaType!: string;

  @Column({ name: 'size_bytes', type: 'bigint' })
  sizeBytes!: string;

  /** Hex. */
  @Column({ type: 'text' })
  sha256!: string;

  /** Where the bytes are in the object store. */
  @Column({ name: 'object_key', type: 'text' })
  objectKey!: string;

  @Column({ name: 'added_at', type: 'timestamptz', precision: 3 })
  addedAt!: Date;

  /** Id of the actor. */
  @Column({ name: 'added_by', type: 'text' })
  addedBy!: string;
}
