import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';

/** One attempt to deliver, as the log has it. */
@Entity('webhook_attempt')
@ForeignKey(() => WebhookDeliveryEntity, ['district', 'deliveryId'], ['district', 'deliveryId'], { name: 'webhook_attempt_of_delivery' })
@Check('webhook_attempt_answered_or_failed', `(status_code is null) <> (failure is null)`)
export class WebhookAttemptEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'webhook_attempt_pk' })
  district!: string;

  @PrimaryColumn({ name: 'delivery_id', type: 'uuid', primaryKeyConstraintName: 'webhook_attempt_pk' })
  deliveryId!: string;

  /** From 1. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'webhook_attempt_pk' })
  number!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  /** Null: there was no answer. */
  @Column({ name: 'status_code', type: 'integer', nullable: true })
  statusCode!: number | null;

  /** Why there was no answer; null: there was. */
  @Column({ type: 'text', nullable: true })
  failure!: string | null;

  @Column({ name: 'duration_ms', type: 'integer' })
  durationMs!: number;

  /** The beginning of the answer. */
  @Column({ type: 'text' })
  answer!: string;
}
