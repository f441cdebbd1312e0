import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ApiClientEntity } from './api-client.entity.ts';
import { ClientCredentialEntity } from './client-credential.entity.ts';

/** An access token that an API client was given for some minutes (访问令牌). Only its digest is here. */
@Entity('client_token')
@Index('client_token_age', ['district', 'clientId', 'expiresAt'])
@ForeignKey(() => ApiClientEntity, ['district', 'clientId'], ['district', 'clientId'], { name: 'client_token_of_client' })
@ForeignKey(() => ClientCredentialEntity, ['district', 'credentialId'], ['district', 'credentialId'], {
  name: 'client_token_by_credential',
})
@Check('client_token_an_hour', `expires_at > issued_at and expires_at <= issued_at + interval '1 hour'`)
export class ClientTokenEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'client_token_pk' })
  district!: string;

  /** SHA-256 of the token, hex. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'client_token_pk' })
  digest!: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId!: string;

  /** The secret that it was asked for with: revoked with it, while one that expires leaves it its quarter of an hour; null: with a signed assertion. */
  @Column({ name: 'credential_id', type: 'uuid', nullable: true })
  credentialId!: string | null;

  @Column({ type: 'text', array: true })
  scopes!: string[];

  @Column({ name: 'issued_at', type: 'timestamptz', precision: 3 })
  issuedAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;
}
