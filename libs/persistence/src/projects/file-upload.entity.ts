import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An upload under way: its object may be in the store while nothing refers to it yet. */
@Entity('file_upload')
@Index('file_upload_age', ['district', 'startedAt'])
export class FileUploadEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'file_upload_pk' })
  district!: string;

  @PrimaryColumn({ name: 'object_key', type: 'text', primaryKeyConstraintName: 'file_upload_pk' })
  objectKey!: string;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;
}
