import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Failed sign-ins in a row (登录失败计数). */
@Entity('sign_in_failure')
@Index('sign_in_failure_age', ['district', 'lastAt'])
@Check('sign_in_failure_positive', `failures > 0`)
export class SignInFailureEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sign_in_failure_pk' })
  district!: string;

  /** A keyed digest of the login and, where it is known, the device: what people type by mistake is not kept. */
  @PrimaryColumn({ name: 'login_mark', type: 'text', primaryKeyConstraintName: 'sign_in_failure_pk' })
  loginMark!: string;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ name: 'last_at', type: 'timestamptz', precision: 3 })
  lastAt!: Date;

  @Column({ name: 'paused_until', type: 'timestamptz', precision: 3, nullable: true })
  pausedUntil!: Date | null;
}
