import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AccountEntity } from './account.entity.ts';

/** A password that an account had before, as its hash (历史口令). */
@Entity('former_password')
@ForeignKey(() => AccountEntity, ['district', 'accountId'], ['district', 'accountId'], { name: 'former_password_of_account' })
export class FormerPasswordEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'former_password_pk' })
  district!: string;

  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'former_password_pk' })
  accountId!: string;

  /** When it was given up. */
  @PrimaryColumn({ name: 'changed_at', type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'former_password_pk' })
  changedAt!: Date;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;
}
