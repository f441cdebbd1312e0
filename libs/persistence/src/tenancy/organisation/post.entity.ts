import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PersonEntity } from './person.entity.ts';
import { UnitEntity } from './unit.entity.ts';

/** A role that a person has in a unit from day to day (任职). Only the last day is ever set; a correction is another row. */
@Entity('post')
@Unique('post_of_person', ['district', 'personId', 'postId'])
@ForeignKey(() => PersonEntity, ['district', 'personId'], ['district', 'personId'], { name: 'post_person' })
@ForeignKey(() => UnitEntity, ['district', 'unitId'], ['district', 'unitId'], { name: 'post_unit' })
@Index('post_by_unit', ['district', 'unitId'])
@Index('post_by_role', ['district', 'role'])
@Check(
  'post_role_known',
  `role in ('platform-operator', 'district-admin', 'policy-editor', 'policy-approver', 'office-officer', 'reviewer', 'applicant', 'auditor', 'system-administrator', 'security-administrator', 'audit-administrator')`,
)
@Check('post_operator_of_platform', `role <> 'platform-operator' or district = 'platform'`)
@Check('post_ordered', `to_day >= from_day - 1`)
@Exclusion(
  'post_held_once',
  `using gist (district with =, person_id with =, unit_id with =, role with =, daterange(from_day, to_day + 1) with &&)`,
)
export class PostEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'post_pk' })
  district!: string;

  @PrimaryColumn({ name: 'post_id', type: 'uuid', primaryKeyConstraintName: 'post_pk' })
  postId!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;

  @Column({ type: 'text' })
  role!: string;

  @Column({ name: 'from_day', type: 'date' })
  fromDay!: string;

  /** Last day, included; null: open; the day before `from_day`: it was taken back and never held. */
  @Column({ name: 'to_day', type: 'date', nullable: true })
  toDay!: string | null;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
