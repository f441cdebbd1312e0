import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { OutboxEventEntity } from '../outbox-event.entity.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';

/** An event on its way to an endpoint (投递). */
@Entity('webhook_delivery')
@Unique('webhook_delivery_once', ['district', 'endpointId', 'eventId', 'round'])
@Index('webhook_delivery_due_index', ['district', 'nextAt'], { where: `status = 'pending'` })
@Index('webhook_delivery_ended_index', ['district', 'endpointId', 'endedAt'], { where: `status = 'delivered'` })
@Index('webhook_delivery_of_event_index', ['district', 'eventId'])
@ForeignKey(() => WebhookEndpointEntity, ['district', 'endpointId'], ['district', 'endpointId'], { name: 'webhook_delivery_to_endpoint' })
@ForeignKey(() => OutboxEventEntity, ['district', 'eventId'], ['district', 'eventId'], { name: 'webhook_delivery_of_event' })
@Check('webhook_delivery_status_known', `status in ('pending', 'delivered', 'failed', 'cancelled')`)
@Check('webhook_delivery_due', `(status = 'pending') = (next_at is not null)`)
@Check('webhook_delivery_ended', `(status = 'pending') = (ended_at is null)`)
export class WebhookDeliveryEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'webhook_delivery_pk' })
  district!: string;

  @PrimaryColumn({ name: 'delivery_id', type: 'uuid', primaryKeyConstraintName: 'webhook_delivery_pk' })
  deliveryId!: string;

  @Column({ name: 'endpoint_id', type: 'uuid' })
  endpointId!: string;

  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string;

  /** 0 as relayed, then one more for each replay. */
  @Column({ type: 'integer' })
  round!: number;

  @Column({ type: 'text' })
  status!: 'pending' | 'delivered' | 'failed' | 'cancelled';

  /** Attempts that came to an end. */
  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  /** When it is due; null: it is over. */
  @Column({ name: 'next_at', type: 'timestamptz', precision: 3, nullable: true })
  nextAt!: Date | null;

  /** A worker has it in hand until then; later, that worker is taken for dead. */
  @Column({ name: 'claimed_until', type: 'timestamptz', precision: 3, nullable: true })
  claimedUntil!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;
}
