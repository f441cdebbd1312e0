import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ApiClientEntity } from './api-client.entity.ts';

/** What an API client proves itself with (接口密钥): an API key, or a secret of OAuth. Only its digest is here. */
@Entity('client_credential')
@Unique('client_credential_digest_unique', ['district', 'digest'])
@Index('client_credential_by_client', ['district', 'clientId'])
@ForeignKey(() => ApiClientEntity, ['district', 'clientId'], ['district', 'clientId'], { name: 'client_credential_of_client' })
@ForeignKey(() => ClientCredentialEntity, ['district', 'replaces'], ['district', 'credentialId'], { name: 'client_credential_replaced' })
@Check('client_credential_kind_known', `kind in ('api-key', 'client-secret')`)
@Check('client_credential_a_year', `expires_at > issued_at and expires_at <= issued_at + interval '366 days'`)
export class ClientCredentialEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'client_credential_pk' })
  district!: string;

  @PrimaryColumn({ name: 'credential_id', type: 'uuid', primaryKeyConstraintName: 'client_credential_pk' })
  credentialId!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  @Column({ type: 'text' })
  kind!: 'api-key' | 'client-secret';

  /** SHA-256 of the credential, hex. */
  @Column({ type: 'text' })
  digest!: string;

  /** What it may do at most, among what its client may. */
  @Column({ type: 'text', array: true })
  scopes!: string[];

  /** From where it may be used, besides what its client's networks say; none: from anywhere. */
  @Column({ type: 'text', array: true })
  networks!: string[];

  /** The one that it took the place of. */
  @Column({ type: 'uuid', nullable: true })
  replaces!: string | null;

  @Column({ name: 'issued_at', type: 'timestamptz', precision: 3 })
  issuedAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;
}
