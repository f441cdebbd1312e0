import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a mutation was answered, by its caller's key (幂等键). */
@Entity('idempotency_key')
@Index('idempotency_key_age', ['district', 'createdAt'])
@Check('idempotency_key_length', `length(key) between 1 and 255`)
export class IdempotencyKeyEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_key_pk' })
  district!: string;

  @PrimaryColumn({ name: 'actor_id', type: 'text', primaryKeyConstraintName: 'idempotency_key_pk' })
  actorId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'idempotency_key_pk' })
  key!: string;

  /** Of what was asked: the same key with another request is refused. */
  @Column({ name: 'request_digest', type: 'text' })
  requestDigest!: string;

  /** Canonical JSON of the answer. */
  @Column({ type: 'text' })
  value!: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
