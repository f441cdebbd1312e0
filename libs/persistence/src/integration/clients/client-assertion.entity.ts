import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ApiClientEntity } from './api-client.entity.ts';

/** Signed assertions that were used, by their id: each counts once (RFC 7523 §3, `jti`). Kept until they would have expired. */
@Entity('client_assertion')
@ForeignKey(() => ApiClientEntity, ['district', 'clientId'], ['district', 'clientId'], { name: 'client_assertion_of_client' })
export class ClientAssertionEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'client_assertion_pk' })
  district!: string;

  @PrimaryColumn({ name: 'client_id', type: 'uuid', primaryKeyConstraintName: 'client_assertion_pk' })
  clientId!: string;

  /** SHA-256 of the `jti`, hex. */
  @PrimaryColumn({ name: 'id_digest', type: 'text', primaryKeyConstraintName: 'client_assertion_pk' })
  idDigest!: string;

  @Column({ name: 'expires_at', type: 'timestamptz', precision: 3 })
  expiresAt!: Date;
}
