import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A tenant: a district that was opened on this installation, or `platform` (区县). Known to all; its own transaction alone writes it. */
@Entity('district')
@Check('district_is_code', `district ~ '^[a-z][a-z0-9-]{0,62}$'`)
@Check('district_name_given', `name_zh <> ''`)
@Check('district_closed_after_opening', `closed_at >= opened_at`)
export class DistrictEntity {
  /** The code. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'district_pk' })
  district!: string;

  @Column({ name: 'name_zh', type: 'text' })
  nameZh!: string;

  @Column({ name: 'opened_at', type: 'timestamptz', precision: 3 })
  openedAt!: Date;

  /** Null: open. */
  @Column({ name: 'closed_at', type: 'timestamptz', precision: 3, nullable: true })
  closedAt!: Date | null;
}
