import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last running number that codes of a year were given (项目流水号). */
@Entity('project_number')
export class ProjectNumberEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'project_number_pk' })
  district!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'project_number_pk' })
  year!: number;

  @Column({ type: 'integer' })
  last!: number;
}
