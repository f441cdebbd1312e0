import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The system of its own that a district signs people in by (统一身份认证), one for each protocol. */
@Entity('sign_in_provider')
@Check('sign_in_provider_protocol_known', `protocol in ('oidc', 'cas')`)
@Check('sign_in_provider_revision_positive', `revision > 0`)
export class SignInProviderEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sign_in_provider_pk' })
  district!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'sign_in_provider_pk' })
  protocol!: 'oidc' | 'cas';

  /** One more with each change. */
  @Column({ type: 'integer' })
  revision!: number;

  /** Canonical JSON; no secret. */
  @Column({ type: 'text' })
  settings!: string;

  /** The client secret, sealed with the deployment's key; null: there is none. */
  @Column({ name: 'sealed_secret', type: 'text', nullable: true })
  sealedSecret!: string | null;

  @Column({ name: 'changed_at', type: 'timestamptz', precision: 3 })
  changedAt!: Date;

  @Column({ name: 'disabled_at', type: 'timestamptz', precision: 3, nullable: true })
  disabledAt!: Date | null;
}
