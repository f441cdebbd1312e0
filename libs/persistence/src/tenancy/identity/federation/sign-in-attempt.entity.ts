import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in that went to the other system and has not come back; used once. */
@Entity('sign_in_attempt')
@Index('sign_in_attempt_age', ['district', 'expiresAt'])
export class SignInAttemptEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sign_in_attempt_pk' })
  district!: string;

  /** SHA-256 of the state, hex. */
  @PrimaryColumn({ name: 'state_digest', type: 'text', primaryKeyConstraintName: 'sign_in_attempt_pk' })
  stateDigest!: string;

  @Column({ type: 'text' })
  protocol!: 'oidc' | 'cas';

  /** Of the provider, when it began. */
  @Column({ type: 'integer' })
  revision!: number;

  /** SHA-256 of what the browser that began it was given, hex. */
  @Column({ name: 'browser_digest', type: 'text' })
  browserDigest!: string;

  @Column({ type: 'text' })
  nonce!: string;

  /** Of PKCE. */
  @Column({ type: 'text' })
  verifier!: string;

  /** A path of ours. */
  @Column({ name: 'return_to', type: 'text' })
  returnTo!: string;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;
}
