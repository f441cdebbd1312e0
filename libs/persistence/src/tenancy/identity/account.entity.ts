import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { PersonEntity } from '../organisation/person.entity.ts';

/** A local account (本地账号): what one person signs in with where no other system vouches for them. */
@Entity('account')
@Unique('account_login_unique', ['district', 'login'])
@Unique('account_person_unique', ['district', 'personId'])
@ForeignKey(() => PersonEntity, ['district', 'personId'], ['district', 'personId'], { name: 'account_of_person' })
@Check('account_totp_confirmed', `totp_confirmed_at is null or totp_secret is not null`)
export class AccountEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'account_pk' })
  district!: string;

  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'account_pk' })
  accountId!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  /** As it is compared: normalised, lower case. */
  @Column({ type: 'text' })
  login!: string;

  /** scrypt with its parameters and salt. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ name: 'password_changed_at', type: 'timestamptz', precision: 3 })
  passwordChangedAt!: Date;

  /** Of the second factor, sealed with a key that is not in the database; null: none, or not set up yet. */
  @Column({ name: 'totp_secret', type: 'text', nullable: true })
  totpSecret!: string | null;

  /** When a first code proved the second factor; null: it is not in force. */
  @Column({ name: 'totp_confirmed_at', type: 'timestamptz', precision: 3, nullable: true })
  totpConfirmedAt!: Date | null;

  /** The last step whose code was used, bigint: no code is taken twice. */
  @Column({ name: 'totp_last_step', type: 'bigint', nullable: true })
  totpLastStep!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** When somebody else last took the second factor away; null: nobody ever did. */
  @Column({ name: 'second_factor_reset_at', type: 'timestamptz', precision: 3, nullable: true })
  secondFactorResetAt!: Date | null;

  /** Id of the administrator who did; null: the operator of the deployment, or nobody. */
  @Column({ name: 'second_factor_reset_by', type: 'uuid', nullable: true })
  secondFactorResetBy!: string | null;

  /** Id of who made the one-time link by which the present password was set; null: its owner changed it since. */
  @Column({ name: 'password_link_by', type: 'uuid', nullable: true })
  passwordLinkBy!: string | null;

  /** From when nobody signs in with it; null: it is in use. */
  @Column({ name: 'disabled_at', type: 'timestamptz', precision: 3, nullable: true })
  disabledAt!: Date | null;
}
