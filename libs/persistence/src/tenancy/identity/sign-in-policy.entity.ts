import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Which rules for passwords and sessions a district chose (口令策略), from when; the last holds. */
@Entity('sign_in_policy')
@Check('sign_in_policy_profile_known', `profile in ('djbh-3', 'modern')`)
export class SignInPolicyEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sign_in_policy_pk' })
  district!: string;

  @PrimaryColumn({ name: 'chosen_at', type: 'timestamptz', precision: 3, primaryKeyConstraintName: 'sign_in_policy_pk' })
  chosenAt!: Date;

  @Column({ type: 'text' })
  profile!: string;
}
