import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { UnitEntity } from './unit.entity.ts';

/** What a unit was called and under which unit it was, from day to day. Only the last day is ever set. */
@Entity('unit_period')
@ForeignKey(() => UnitEntity, ['district', 'unitId'], ['district', 'unitId'], { name: 'unit_period_of_unit' })
@ForeignKey(() => UnitEntity, ['district', 'parentUnitId'], ['district', 'unitId'], { name: 'unit_period_under_unit' })
@Index('unit_period_parent', ['district', 'parentUnitId'])
@Check('unit_period_name_given', `name_zh <> ''`)
@Check('unit_period_not_under_itself', `parent_unit_id <> unit_id`)
@Check('unit_period_ordered', `to_day >= from_day - 1`)
@Exclusion('unit_period_disjoint', `using gist (district with =, unit_id with =, daterange(from_day, to_day + 1) with &&)`)
export class UnitPeriodEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'unit_period_pk' })
  district!: string;

  @PrimaryColumn({ name: 'period_id', type: 'uuid', primaryKeyConstraintName: 'unit_period_pk' })
  periodId!: string;

  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh!: string;

  /** Null: under none. */
  @Column({ name: 'parent_unit_id', type: 'uuid', nullable: true })
  parentUnitId!: string | null;

  @Column({ name: 'from_day', type: 'date' })
  fromDay!: string;

  /** Last day, included; null: open; the day before `from_day`: it never came to be. */
  @Column({ name: 'to_day', type: 'date', nullable: true })
  toDay!: string | null;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
