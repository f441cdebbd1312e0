import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity.ts';

/** A code for the day on which the second factor is lost (恢复码), as its digest. */
@Entity('recovery_code')
@ForeignKey(() => AccountEntity, ['district', 'accountId'], ['district', 'accountId'], { name: 'recovery_code_of_account' })
export class RecoveryCodeEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'recovery_code_pk' })
  district!: string;

  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'recovery_code_pk' })
  accountId!: string;

  /** SHA-256, hex. */
  @PrimaryColumn({ name: 'code_digest', type: 'text', primaryKeyConstraintName: 'recovery_code_pk' })
  codeDigest!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;
}
