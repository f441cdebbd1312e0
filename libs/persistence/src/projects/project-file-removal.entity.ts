import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ProjectFileEntity } from './project-file.entity.ts';

/** That a file was taken off its project (移除附件). Rows are never changed. */
@Entity('project_file_removal')
@ForeignKey(() => ProjectFileEntity, ['district', 'fileId'], ['district', 'fileId'], { name: 'project_file_removal_of_file' })
export class ProjectFileRemovalEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'project_file_removal_pk' })
  district!: string;

  @PrimaryColumn({ name: 'file_id', type: 'uuid', primaryKeyConstraintName: 'project_file_removal_pk' })
  fileId!: string;

  @Column({ name: 'removed_at', type: 'timestamptz', precision: 3 })
  removedAt!: Date;

  /** Id of the actor. */
  @Column({ name: 'removed_by', type: 'text' })
  removedBy!: string;
}
