import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DistrictEntity } from './district.entity.ts';

/** A person of a district (人员). Name and contact are personal data: never in logs, events or audit details. */
@Entity('person')
@ForeignKey(() => DistrictEntity, ['district'], ['district'], { name: 'person_of_district' })
@Check('person_name_given', `name_zh <> ''`)
@Check('person_ordered', `to_day >= from_day - 1`)
export class PersonEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'person_pk' })
  district!: string;

  @PrimaryColumn({ name: 'person_id', type: 'uuid', primaryKeyConstraintName: 'person_pk' })
  personId!: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh!: string;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ name: 'from_day', type: 'date' })
  fromDay!: string;

  /** Last day, included; null: open. */
  @Column({ name: 'to_day', type: 'date', nullable: true })
  toDay!: string | null;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
