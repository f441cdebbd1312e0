import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { DistrictEntity } from './district.entity.ts';
import type { UnitKind } from './unit-kind.ts';

/** A unit of a district (单位): what of it never changes. Its name and place are in its periods. */
@Entity('unit')
@Unique('unit_code_unique', ['district', 'code'])
@ForeignKey(() => DistrictEntity, ['district'], ['district'], { name: 'unit_of_district' })
@Check('unit_code_given', `code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'`)
@Check(
  'unit_kind_known',
  `kind in ('department', 'sub-district', 'subordinate-institution', 'third-party', 'expert-pool', 'office', 'operator')`,
)
@Check('unit_operator_of_platform', `(kind = 'operator') = (district = 'platform')`)
export class UnitEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'unit_pk' })
  district!: string;

  @PrimaryColumn({ name: 'unit_id', type: 'uuid', primaryKeyConstraintName: 'unit_pk' })
  unitId!: string;

  /** As the district numbers its units, e.g. 统一社会信用代码. */
  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  kind!: UnitKind;

  @Column({ name: 'recorded_at', type: 'timestamptz', precision: 3 })
  recordedAt!: Date;
}
