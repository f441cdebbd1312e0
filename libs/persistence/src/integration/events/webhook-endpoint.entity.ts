import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Where events are sent (回调地址). */
@Entity('webhook_endpoint')
@Check('webhook_endpoint_status_known', `status in ('enabled', 'disabled')`)
@Check('webhook_endpoint_reason_known', `status_reason in ('by-hand', 'gone', 'exhausted')`)
@Check('webhook_endpoint_former_secret', `(former_secret_sealed is null) = (former_secret_until is null)`)
export class WebhookEndpointEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'webhook_endpoint_pk' })
  district!: string;

  @PrimaryColumn({ name: 'endpoint_id', type: 'uuid', primaryKeyConstraintName: 'webhook_endpoint_pk' })
  endpointId!: string;

  @Column({ type: 'text' })
  url!: string;

  /** `project.recorded`, `project.*` or `*`. */
  @Column({ name: 'event_types', type: 'text', array: true })
  eventTypes!: string[];

  @Column({ type: 'text' })
  description!: string;

  /** API client that registered it and may change it; null: the district's own. */
  @Column({ name: 'client_id', type: 'text', nullable: true })
  clientId!: string | null;

  @Column({ name: 'secret_sealed', type: 'text' })
  secretSealed!: string;

  /** The secret before, while one replaces the other. */
  @Column({ name: 'former_secret_sealed', type: 'text', nullable: true })
  formerSecretSealed!: string | null;

  @Column({ name: 'former_secret_until', type: 'timestamptz', precision: 3, nullable: true })
  formerSecretUntil!: Date | null;

  @Column({ type: 'text' })
  status!: 'enabled' | 'disabled';

  @Column({ name: 'status_reason', type: 'text' })
  statusReason!: 'by-hand' | 'gone' | 'exhausted';

  @Column({ name: 'status_since', type: 'timestamptz', precision: 3 })
  statusSince!: Date;

  /** One more with each change: who changes names the one that they saw. */
  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
